package io.eyewitness.nn.paths;

/**
 * The similarity of a unit's visualizations to natural images of its group at one layer, and the two anchors of its scale. Each number is a
 * mean over pairs.
 *
 * @param visualization the similarity of the unit's visualizations to images of the group
 * @param same the similarity of images of the unit's class to other images of the group
 * @param different the similarity of images of no group or of another group to images of the group
 */
public record Anchored(double visualization, double same, double different) {
    /** The distance of the visualization beyond the middle between the anchors; negative if it is nearer to images of other groups. */
    public double beyondMidway() {
        return visualization - (same + different) / 2;
    }

    /**
     * The distance of the visualization beyond a place between the anchors.
     *
     * @param share of the way from the similarity of different images, 0, to that of the same, 1
     */
    public double beyond(double share) {
        return visualization - different - share * gap();
    }

    /** The distance of the anchors. */
    public double gap() {
        return same - different;
    }
}
