package io.eyewitness.nn.certify;

import io.eyewitness.nn.image.LabelledImages;
import io.eyewitness.theory.evidence.Measurement;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.BiPredicate;
import java.util.stream.IntStream;

/**
 * The measurement {@code certified-images}: the decisions about blocks of {@value #BLOCK} test images, in the order in which these are drawn. Images that
 * fill no block are left out.
 *
 * @param units their decisions about the test images
 * @param tests the test images
 * @param isLabelled whether the classes of the test images are the logits
 */
record DecidedBlocks(List<Decisions> units, LabelledImages tests, boolean isLabelled) {
    private static final int BLOCK = 50;

    /** Why it is missing, as the end of a sentence, if there is no second block. */
    static final String TOO_FEW = "there are fewer than " + 2 * BLOCK + " test images";

    /** Whether there are at least two blocks. */
    boolean areSeveral() {
        return blocks() > 1;
    }

    private int blocks() {
        return tests.size() / BLOCK;
    }

    /** The numbers of each block; the one about the images' own classes where the logits of all of these are units. */
    Measurement measurement() {
        boolean hasOwn = IntStream.range(0, blocks() * BLOCK)
                .allMatch(image -> own(image).isPresent());
        Measurement.Table table = hasOwn
                ? new Measurement.Table("right", "decided", "ownDecided")
                : new Measurement.Table("right", "decided");
        for (int block = 0; block < blocks(); block++) {
            double right = ofPairs(block, (unit, image) -> !unit.isWrong(image));
            double decided = ofPairs(block, Decisions::isDecided);
            if (hasOwn) {
                table.add("block:" + block, right, decided, ownDecided(block));
            } else {
                table.add("block:" + block, right, decided);
            }
        }
        return table.measurement();
    }

    private static IntStream images(int block) {
        return IntStream.range(block * BLOCK, (block + 1) * BLOCK);
    }

    /** The share of the pairs of a unit and an image of a block. */
    private double ofPairs(int block, BiPredicate<Decisions, Integer> property) {
        long count = units.stream()
                .mapToLong(unit -> images(block)
                        .filter(image -> property.test(unit, image))
                        .count())
                .sum();
        return count / (double) (units.size() * BLOCK);
    }

    private double ownDecided(int block) {
        return images(block)
                        .filter(image -> units.get(own(image).getAsInt()).isDecided(image))
                        .count()
                / (double) BLOCK;
    }

    /** The number of the unit that is the logit of an image's own class. */
    private OptionalInt own(int image) {
        if (!isLabelled || !tests.hasLabel(image)) {
            return OptionalInt.empty();
        }
        int label = tests.label(image);
        return IntStream.range(0, units.size())
                .filter(unit -> units.get(unit).unit().logit() == label)
                .findFirst();
    }
}
