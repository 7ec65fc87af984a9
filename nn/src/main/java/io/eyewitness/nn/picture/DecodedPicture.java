package io.eyewitness.nn.picture;

import java.awt.image.BufferedImage;

/**
 * A picture that does not move.
 *
 * @param image of type {@link BufferedImage#TYPE_INT_RGB}, upright
 * @param isFirstOfMany whether its file holds more, such as the frames of a film or the pages of a document
 */
public record DecodedPicture(BufferedImage image, boolean isFirstOfMany) {}
