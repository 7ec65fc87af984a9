package io.eyewitness.nn.paths;

import io.eyewitness.nn.data.TextLine;
import io.eyewitness.nn.image.LabelledImages;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Natural images, and which of them count as being of a unit's class. Where there is one photograph a class, related classes make a
 * group, and a unit is compared with its class's group.
 *
 * @param images natural images
 * @param logits of the images' classes, in the order of {@link LabelledImages#classes}: the number of its logit, -1 where unknown
 * @param groups of the images' classes: the name, empty where a class is in none
 */
public record Groups(LabelledImages images, List<Integer> logits, List<String> groups) {
    private static final int FIELDS = 3;

    public Groups {
        logits = List.copyOf(logits);
        groups = List.copyOf(groups);
    }

    /** Each class by itself, numbered as the logits are. */
    public static Groups ofClasses(LabelledImages images) {
        return new Groups(
                images, IntStream.range(0, images.classes().size()).boxed().toList(), images.classes());
    }

    /**
     * Classes that are folders, in groups that a file names.
     *
     * @param file a line for each class: its group, the number of its logit, the folder's name, parted by tabs
     * @throws IOException naming the file, and the line that is none of these
     */
    public static Groups read(Path file, LabelledImages images) throws IOException {
        Map<String, List<String>> byFolder = new HashMap<>();
        for (TextLine line : TextLine.read(file)) {
            List<String> fields = line.columns();
            if (fields.size() != FIELDS
                    || fields.get(0).isEmpty()
                    || !fields.get(1).matches("\\d{1,6}")) {
                throw line.bad(file, "is not a group, the number of a class and its folder: " + line.text());
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

    /** The groups of at least two images, in the order of their first class. */
    public List<String> names() {
        return groups.stream()
                .distinct()
                .filter(name -> !name.isEmpty() && members(name).length > 1)
                .toList();
    }

    /** The images of a group, in order. */
    int[] members(String name) {
        return IntStream.range(0, images.size())
                .filter(image -> groups.get(images.label(image)).equals(name))
                .toArray();
    }

    /**
     * Some units of each group, its classes of which there is an image, spread evenly.
     *
     * @param ofEach at most how many
     * @throws IllegalArgumentException if there are not two groups to compare
     */
    public List<PathUnit> units(int ofEach) {
        List<String> names = names();
        if (names.size() < 2) {
            throw new IllegalArgumentException(
                    "paths are compared between groups of at least two images, and these " + images.size()
                            + " images make " + names.size() + " of the two groups that are needed; where there is one"
                            + " image of a class, give --groups a file that groups related classes, or else --data with"
                            + " more images of each class");
        }
        List<PathUnit> units = new ArrayList<>();
        for (String name : names) {
            List<Integer> classes = IntStream.range(0, groups.size())
                    .filter(label -> groups.get(label).equals(name) && images.ofClass(label).length > 0)
                    .boxed()
                    .toList();
            int count = Math.min(ofEach, classes.size());
            for (int i = 0; i < count; i++) {
                int label = classes.get(i * classes.size() / count);
                units.add(new PathUnit(logits.get(label), images.classes().get(label), name, images.ofClass(label)));
            }
        }
        return units;
    }
}
