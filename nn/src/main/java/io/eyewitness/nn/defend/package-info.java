/**
 * Can a manipulation be detected? Each unit, clean or manipulated, is scored from the network, natural images and the unit's visualization,
 * which every user has; ROC curves show how well a score tells the two kinds apart.
 */
package io.eyewitness.nn.defend;
