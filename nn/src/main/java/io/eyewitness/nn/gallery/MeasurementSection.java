package io.eyewitness.nn.gallery;

import io.eyewitness.theory.claim.Column;
import io.eyewitness.theory.claim.Criterion.Statistic;
import io.eyewitness.theory.claim.Estimate;
import io.eyewitness.theory.evidence.Measurement;
import io.eyewitness.theory.page.PagePart;
import io.eyewitness.theory.page.ResultPage.Section;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/** A measurement as a section of a page: what it says, the means with their intervals, and the numbers of each unit. */
public final class MeasurementSection {
    private static final double CONFIDENCE = 0.95;
    private static final double MOST = 1e9;

    private MeasurementSection() {}

    /**
     * The section.
     *
     * @param name of the measurement
     * @param lines about it
     * @param kinds of its columns, as far as they are known; others are numbers without bounds, see {@link Estimate}
     */
    public static Section of(String name, List<String> lines, Measurement measurement, Map<String, Column> kinds) {
        List<String> columns = measurement.columns();
        List<List<Object>> means = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            int column = i;
            double[] values = measurement.units().stream()
                    .mapToDouble(unit -> unit.values().get(column))
                    .toArray();
            Optional<Estimate> interval = interval(kinds.get(columns.get(i)), values);
            List<Object> row = new ArrayList<>(
                    List.of(columns.get(i), values.length, measurement.means().get(columns.get(i))));
            row.add(interval.<Object>map(Estimate::low).orElse(""));
            row.add(interval.<Object>map(Estimate::high).orElse(""));
            means.add(row);
        }
        return new Section(
                name,
                "",
                List.of(
                        new PagePart.Text(lines),
                        new PagePart.Table(
                                "Means, with intervals of 95 %", List.of("measured", "n", "mean", "from", "to"), means),
                        new PagePart.Table(
                                "The numbers of each unit",
                                Stream.concat(Stream.of("unit"), columns.stream())
                                        .toList(),
                                measurement.units().stream()
                                        .map(unit -> Stream.<Object>concat(
                                                        Stream.of(unit.name()), unit.values().stream())
                                                .toList())
                                        .toList())));
    }

    /** The interval of a mean; empty if there is none, because the values are too few, all the same, or none of their kind. */
    private static Optional<Estimate> interval(Column kind, double... values) {
        Column column = kind == null ? new Column(Column.Kind.REAL, -MOST, MOST, 1) : kind;
        boolean fits = values.length > 1
                && DoubleStream.of(values)
                        .noneMatch(value -> column.problem(value).isPresent())
                && (column.kind() != Column.Kind.REAL
                        || DoubleStream.of(values).distinct().count() > 1);
        return fits ? Optional.of(Estimate.of(Statistic.MEAN, column, values, CONFIDENCE)) : Optional.empty();
    }
}
