package io.eyewitness.nn.paths;

import io.eyewitness.nn.data.TextLine;
import io.eyewitness.nn.experiment.NaturalImages;
import io.eyewitness.nn.image.LabelledImages;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Natural images in groups. Images without a label are none of them, because they may be of any class. Where there is only one photograph of
 * each class, related classes form a group, and a unit is compared with the group of its class.
 *
 * @param images natural images
 * @param logits the number of the logit of each class, in the order of {@link LabelledImages#classes}; -1 if it is unknown
 * @param groups the name of the group of each class; empty if the class is in no group
 */
public record Groups(LabelledImages images, List<Integer> logits, List<String> groups) {
    private static final int FIELDS = 3;

    public Groups {
        images = images.labelled();
        logits = List.copyOf(logits);
        groups = List.copyOf(groups);
    }

    /**
     * Groups of one class each; the classes are numbered as the logits are.
     *
     * @param outputs the number of logits
     * @throws IllegalArgumentException if the classes are not those of the logits
     */
    public static Groups ofClasses(LabelledImages images, int outputs) {
        if (!NaturalImages.areLabelled(images, outputs)) {
            throw new IllegalArgumentException("paths need images whose classes are known, but these have "
                    + images.classes().size() + " folders for " + outputs + " logits; give --classes a file of lines"
                    + " NUMBER<TAB>FOLDER<TAB>NAME, or --groups one that groups classes");
        }
        return ofClasses(images);
    }

    /** Groups of one class each; the classes are numbered as the logits are. */
    static Groups ofClasses(LabelledImages images) {
        return new Groups(
                images, IntStream.range(0, images.classes().size()).boxed().toList(), images.classes());
    }

    /**
     * The groups that a file names, for images whose classes are folders.
     *
     * @param file a line for each class: its group, the number of its logit and the name of its folder, separated by tabs
     * @throws IOException naming the file and the line that does not have this form
     */
    public static Groups read(Path file, LabelledImages images) throws IOException {
        Map<String, List<String>> byFolder = new HashMap<>();
        for (TextLine line : TextLine.read(file)) {
            List<String> fields = line.columns();
            if (fields.size() != FIELDS
                    || fields.get(0).isEmpty()
                    || !fields.get(1).matches("\\d{1,6}")) {
                throw line.bad(
                        file,
                        "is not a group, the number of a class and its folder, separated by tabs: " + line.text());
            }
            if (byFolder.put(fields.get(2), fields) != null) {
                throw line.bad(file, "has a folder that an earlier line has, " + fields.get(2));
            }
        }
        List<Integer> logits = new ArrayList<>();
        List<String> groups = new ArrayList<>();
        for (String folder : images.classes()) {
            List<String> fields = byFolder.get(folder);
            logits.add(fields == null ? -1 : Integer.parseInt(fields.get(1)));
            groups.add(fields == null ? "" : fields.get(0));
        }
        return new Groups(images, logits, groups);
    }

    /**
     * The names of groups, in the order of their first class.
     *
     * @param least the least number of images of such a group
     */
    List<String> names(int least) {
        return groups.stream()
                .distinct()
                .filter(name -> !name.isEmpty() && members(name).size() >= least)
                .toList();
    }

    /** The numbers of the images of a group, in order. */
    List<Integer> members(String name) {
        return IntStream.range(0, images.size())
                .filter(image -> groups.get(images.label(image)).equals(name))
                .boxed()
                .toList();
    }

    /**
     * The units of each group: classes with at least one image, spread evenly over the group.
     *
     * @param compared how many units of a group there are, and which groups have some
     * @throws IllegalArgumentException if there are not two groups to compare
     */
    public List<PathUnit> units(PathProtocol compared) {
        List<String> all = names(compared.groupImages());
        int chosen = Math.min(compared.comparedGroups(), all.size());
        List<String> names = IntStream.range(0, chosen)
                .mapToObj(i -> all.get((int) ((long) i * all.size() / chosen)))
                .toList();
        if (names.size() < 2) {
            throw new IllegalArgumentException(
                    "paths are compared between at least two groups of at least " + compared.groupImages()
                            + " images, but these " + images.size() + " images make " + names.size()
                            + " such groups; give --groups a file that groups related"
                            + " classes, or --data with more images of each class");
        }
        List<PathUnit> units = new ArrayList<>();
        for (String name : names) {
            List<Integer> classes = IntStream.range(0, groups.size())
                    .filter(label -> groups.get(label).equals(name) && images.ofClass(label).length > 0)
                    .boxed()
                    .toList();
            int count = Math.min(compared.classes(), classes.size());
            for (int i = 0; i < count; i++) {
                int label = classes.get(i * classes.size() / count);
                units.add(new PathUnit(logits.get(label), images.classes().get(label), name, images.ofClass(label)));
            }
        }
        return units;
    }
}
