/**
 * Can a manipulation be seen? Each unit, clean or manipulated, gets scores out of what a user has: the network, natural images and
 * the unit's visualization; ROC curves say how well a score tells the two apart.
 */
package io.eyewitness.nn.defend;
