package io.eyewitness.nn.fool;

import io.eyewitness.nn.image.Images;

/**
 * Where twins differ: an l1-ball around a natural image, in the network's normalised input.
 *
 * @param unit the logit that differs there
 * @param trigger the centre, one image
 * @param radius at which the difference is down to 0
 * @param raised how much larger the first twin's logit is at the centre, at least 0
 * @param lowered how much smaller the second's is, at least 0
 */
public record Ball(int unit, Images trigger, double radius, double raised, double lowered) {
    public Ball {
        if (trigger.batch() != 1
                || !(radius > 0 && Double.isFinite(radius))
                || !(raised >= 0 && Double.isFinite(raised))
                || !(lowered >= 0 && Double.isFinite(lowered))) {
            throw new IllegalArgumentException(
                    "a ball needs one image, a finite radius above 0, and finite heights that are at least 0");
        }
    }
}
