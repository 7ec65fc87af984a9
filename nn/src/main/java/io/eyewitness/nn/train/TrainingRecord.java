package io.eyewitness.nn.train;

import ai.djl.engine.Engine;
import io.eyewitness.nn.image.ContentHash;
import io.eyewitness.nn.image.LabelledImages;
import io.eyewitness.nn.network.PyTorch;
import io.eyewitness.theory.decimal.Decimals;
import java.util.Map;
import java.util.TreeMap;

/** The record of a training, as texts in the file of its weights. */
public final class TrainingRecord {
    /** The word for hyperparameters in the files of the committed weights. */
    private static final String RECIPE = "Recipe";

    private TrainingRecord() {}

    /**
     * The texts; all their names start with {@code training.}.
     *
     * @param images the training images
     * @param accuracy on the test images
     */
    public static Map<String, String> texts(
            Hyperparameters recipe, long seed, LabelledImages images, Accuracy accuracy) {
        Map<String, String> texts = texts(recipe, seed, images);
        texts.put("training.test.right", accuracy.right() + " of " + accuracy.of());
        texts.put("training.test.accuracy", Decimals.format("%.4f", accuracy.share()));
        return texts;
    }

    /**
     * The texts of an autoencoder, with the same names.
     *
     * @param images the training images
     * @param reconstruction of the test images
     */
    public static Map<String, String> texts(
            Hyperparameters recipe, long seed, LabelledImages images, ReconstructionError reconstruction) {
        Map<String, String> texts = texts(recipe, seed, images);
        texts.put("training.test.images", Integer.toString(reconstruction.of()));
        texts.put("training.test.squared-error", Decimals.format("%.5f", reconstruction.error()));
        return texts;
    }

    private static Map<String, String> texts(Hyperparameters recipe, long seed, LabelledImages images) {
        Map<String, String> texts = new TreeMap<>();
        texts.put(
                "training.recipe",
                RECIPE
                        + recipe.toString()
                                .substring(recipe.getClass().getSimpleName().length()));
        texts.put("training.seed", Long.toString(seed));
        texts.put("training.images", Integer.toString(images.size()));
        texts.put("training.images.sha256", ContentHash.of(images));
        texts.put(
                "training.versions",
                "DJL " + Engine.getDjlVersion() + ", PyTorch "
                        + PyTorch.engine().getVersion());
        return texts;
    }
}
