package io.eyewitness.nn.visualization;

import io.eyewitness.nn.gallery.Mosaic;
import io.eyewitness.nn.network.Network;
import io.eyewitness.nn.visualize.UnitSpec;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Units, and the places that their images have in one picture.
 *
 * @param name such as {@code 7 frames}; empty if the images are not arranged
 * @param units one for each image
 * @param rows of the picture: the numbers of the images, from the left, or {@link Mosaic#NOTHING}; none if they are not arranged
 */
public record Arrangement(String name, List<UnitSpec> units, List<List<Integer>> rows) {
    private static final double THOUSAND = 1000;

    public Arrangement {
        units = List.copyOf(units);
        rows = List.copyOf(rows);
    }

    /** Units as they are. */
    public static Arrangement none(List<UnitSpec> units) {
        return new Arrangement("", units, List.of());
    }

    /** Whether there is no picture of all. */
    public boolean isNone() {
        return rows.isEmpty();
    }

    /**
     * The way from one unit to another: mixtures of both.
     *
     * @throws IllegalArgumentException if there are not two units, or fewer than two frames
     */
    public static Arrangement frames(List<UnitSpec> units, int frames) {
        if (units.size() != 2) {
            throw new IllegalArgumentException(
                    "--frames shows the way from one unit to another; give --unit twice, not " + units.size()
                            + " times");
        }
        if (frames < 2) {
            throw new IllegalArgumentException("--frames " + frames + " shows no way; give at least 2");
        }
        List<UnitSpec> mixtures = IntStream.range(0, frames)
                .mapToObj(frame ->
                        mixture(units.get(0), units.get(1), Math.rint(THOUSAND * frame / (frames - 1)) / THOUSAND))
                .toList();
        return new Arrangement(
                frames + " frames",
                mixtures,
                List.of(IntStream.range(0, frames).boxed().toList()));
    }

    private static UnitSpec mixture(UnitSpec from, UnitSpec to, double share) {
        if (share == 0 || share == 1) {
            return share == 0 ? from : to;
        }
        return from.times(Math.rint(THOUSAND * (1 - share)) / THOUSAND).plus(to.times(share));
    }

    /**
     * All pairs of units, each maximized together, in a table whose diagonal has each unit alone.
     *
     * @throws IllegalArgumentException if there are fewer than two units
     */
    public static Arrangement interactions(List<UnitSpec> units) {
        if (units.size() < 2) {
            throw new IllegalArgumentException("--interactions shows pairs of units; give --unit at least twice");
        }
        List<UnitSpec> pairs = new ArrayList<>();
        int[][] numbers = new int[units.size()][units.size()];
        for (int row = 0; row < units.size(); row++) {
            for (int column = row; column < units.size(); column++) {
                numbers[row][column] = pairs.size();
                numbers[column][row] = pairs.size();
                pairs.add(row == column ? units.get(row) : units.get(row).plus(units.get(column)));
            }
        }
        return new Arrangement(
                "interactions",
                pairs,
                IntStream.range(0, units.size())
                        .mapToObj(row -> IntStream.of(numbers[row]).boxed().toList())
                        .toList());
    }

    /**
     * The directions of a picture's activations at each place of a layer; a place where it activates nothing stays grey.
     *
     * @throws IllegalArgumentException if the one unit is no direction of a picture in a layer with places
     */
    public static Arrangement grid(List<UnitSpec> units, Network network) throws IOException {
        if (units.size() != 1) {
            throw new IllegalArgumentException("--grid shows the places of one unit; give --unit once");
        }
        List<UnitSpec> all = new ArrayList<>();
        List<List<Integer>> rows = new ArrayList<>();
        for (List<Optional<UnitSpec>> places : units.get(0).places(network)) {
            List<Integer> row = new ArrayList<>();
            for (Optional<UnitSpec> place : places) {
                row.add(place.isPresent() ? all.size() : Mosaic.NOTHING);
                place.ifPresent(all::add);
            }
            rows.add(row);
        }
        if (all.isEmpty()) {
            throw new IllegalArgumentException(
                    units.get(0) + " is 0 in all channels at all places; give another picture");
        }
        return new Arrangement("grid", all, rows);
    }
}
