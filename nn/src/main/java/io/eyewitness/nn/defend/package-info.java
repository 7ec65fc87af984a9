/**
 * Can a manipulation be detected? Each unit, clean or manipulated, is scored by what a user has: the network, natural images and the
 * unit's visualization; ROC curves show how well a score tells the two kinds apart.
 */
package io.eyewitness.nn.defend;
