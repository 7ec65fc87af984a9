package io.eyewitness.nn.picture;

import java.awt.image.BufferedImage;

/**
 * A picture as one image.
 *
 * @param image of type {@link BufferedImage#TYPE_INT_RGB}, upright
 * @param isFirstOfMany whether its file holds more images, such as frames or pages
 */
public record DecodedPicture(BufferedImage image, boolean isFirstOfMany) {}
