package io.eyewitness.nn.paths;

/**
 * How similar a unit's visualization is to natural images of its group, at one layer, and what that is to be compared with; each
 * number is a mean over pairs.
 *
 * @param visualization the similarity of the unit's visualizations to images of the group
 * @param same that of images of the unit's class to other images of the group
 * @param different that of images of no or another group to images of the group
 */
public record Anchored(double visualization, double same, double different) {
    /** How far the visualization lies beyond the middle between the anchors; below 0 it is nearer to other groups' images. */
    public double beyondMidway() {
        return visualization - (same + different) / 2;
    }

    /** How far apart the anchors are. */
    public double gap() {
        return same - different;
    }
}
