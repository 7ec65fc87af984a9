package io.eyewitness.sim.cli;

import io.eyewitness.sim.game.GameDecoder;
import io.eyewitness.sim.game.GameSimulation;
import io.eyewitness.sim.game.Outcome;
import io.eyewitness.sim.game.WorstCase;
import io.eyewitness.theory.claim.Estimate;
import io.eyewitness.theory.console.Figure;
import io.eyewitness.theory.file.StagingDirectory;
import io.eyewitness.theory.page.PagePart;
import io.eyewitness.theory.page.ResultPage.Section;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;

/** The files of a game: tables of games and worst cases, all numbers as JSON, a plot. */
record GameFiles(GameSimulation plan, GameSimulation.Result result) {
    private static final String NAME = GameSimulation.SIMULATION;
    private static final String WORST_CASES = "adversary";
    private static final String SCHEMA = "eyewitness-game/1";
    private static final int WIDTH = 1500;
    private static final int HEIGHT = 600;
    private static final int STEEP = 60;
    private static final int TICKS = 24;
    private static final double WORST = 0.5;
    private static final List<String> OF_WORST_CASES =
            List.of("name", "class", "dimension", "decoder", "worst", "bound", "excess", "holds", "misjudges");
    private static final List<String> ESTIMATES = List.of("error", "median", "ninety", "ninetyNine", "misjudged");

    private record Content(
            String schema,
            GameSimulation plan,
            double confidence,
            Map<String, Double> epsStar,
            List<Outcome> outcomes,
            List<WorstCase> duels) {}

    void writeTo(StagingDirectory staging) throws IOException {
        SimulationFiles.json(
                staging,
                NAME,
                new Content(SCHEMA, plan, Outcome.CONFIDENCE, epsStar(), result.outcomes(), result.worstCases()));
        SimulationFiles.table(
                staging,
                NAME,
                header(),
                result.outcomes().stream().map(GameFiles::row).toList());
        SimulationFiles.table(
                staging,
                WORST_CASES,
                OF_WORST_CASES,
                result.worstCases().stream().map(GameFiles::row).toList());
        SimulationFiles.plot(staging, NAME, plot());
    }

    /** What the page shows. */
    List<Section> sections() {
        List<String> places = places();
        List<PagePart.Line> lines = new ArrayList<>();
        lines.add(new PagePart.Line(
                "worst case, proven",
                PagePart.Style.DASHED,
                IntStream.range(0, places.size())
                        .mapToObj(i -> List.of((double) i, worstAt(places.get(i))))
                        .toList()));
        for (GameDecoder rule : plan.rules()) {
            lines.add(new PagePart.Line(
                    rule.text(),
                    PagePart.Style.POINTS,
                    result.outcomes().stream()
                            .filter(outcome -> outcome.decoder().equals(rule.text()))
                            .map(outcome -> SimulationFiles.point(places.indexOf(place(outcome)), outcome.error()))
                            .toList()));
        }
        return List.of(
                Section.of(
                        "Errors on average",
                        "The mean error of each decoder as a share of the range, with intervals of 95 %, and what an adversary can"
                                + " always force.",
                        new PagePart.Lines(
                                "The mean error of each decoder by class and dimension",
                                PagePart.Axis.of("class and dimension", places),
                                PagePart.Axis.of("mean error / range", 0, WORST),
                                lines)),
                Section.of(
                        "Games",
                        "",
                        SimulationFiles.part(
                                "Each decoder in each class and dimension",
                                header(),
                                result.outcomes().stream().map(GameFiles::row).toList())),
                Section.of(
                        "Against an adversary",
                        "",
                        SimulationFiles.part(
                                "Each decoder against functions that an adversary chose",
                                OF_WORST_CASES,
                                result.worstCases().stream().map(GameFiles::row).toList())));
    }

    private List<String> places() {
        return result.outcomes().stream().map(GameFiles::place).distinct().toList();
    }

    private Map<String, Double> epsStar() {
        Map<String, Double> all = new TreeMap<>();
        plan.classes().forEach(c -> all.put(c.name(), GameSimulation.epsStar(c)));
        return all;
    }

    private static List<String> header() {
        List<String> header = new ArrayList<>(List.of("class", "dimension", "decoder", "games"));
        for (String name : ESTIMATES) {
            header.addAll(List.of(name, name + "Low", name + "High"));
        }
        header.addAll(List.of("largest", "gap", "epsStar"));
        return header;
    }

    private static List<Object> row(Outcome outcome) {
        List<Object> row = new ArrayList<>(
                List.of(outcome.functionClass(), outcome.dimension(), outcome.decoder(), outcome.games()));
        for (Estimate estimate : List.of(
                outcome.error(), outcome.median(), outcome.ninety(), outcome.ninetyNine(), outcome.misjudged())) {
            row.addAll(List.of(estimate.value(), estimate.low(), estimate.high()));
        }
        row.addAll(List.of(outcome.largest(), outcome.gap(), GameSimulation.epsStar(outcome.functionClass())));
        return row;
    }

    private static List<Object> row(WorstCase worstCase) {
        return List.of(
                worstCase.name(),
                worstCase.functionClass(),
                worstCase.dimension(),
                worstCase.decoder(),
                worstCase.worst(),
                worstCase.bound(),
                worstCase.excess(),
                worstCase.holds() ? 1 : 0,
                worstCase.misjudges() ? 1 : 0);
    }

    private Figure plot() {
        List<String> places = places();
        XYChart chart = new XYChartBuilder()
                .width(WIDTH)
                .height(HEIGHT)
                .xAxisTitle("class and dimension")
                .yAxisTitle("mean error / range, with 95 % intervals")
                .build();
        Figure figure = Figure.of(chart);
        chart.getStyler().setDefaultSeriesRenderStyle(XYSeriesRenderStyle.Scatter);
        chart.getStyler()
                .setXAxisLabelRotation(STEEP)
                .setXAxisTickMarkSpacingHint(TICKS)
                .setYAxisMin(0.0);
        chart.setCustomXAxisTickLabelsFormatter(x ->
                places.get((int) Math.max(0, Math.min(places.size() - 1, Math.round(x)))));
        chart.addSeries(
                "worst case, proven",
                IntStream.range(0, places.size()).asDoubleStream().toArray(),
                places.stream().mapToDouble(this::worstAt).toArray());
        for (GameDecoder rule : plan.rules()) {
            List<Outcome> played = result.outcomes().stream()
                    .filter(outcome -> outcome.decoder().equals(rule.text()))
                    .toList();
            if (!played.isEmpty()) {
                chart.addSeries(
                        rule.text(),
                        played.stream()
                                .mapToDouble(outcome -> places.indexOf(place(outcome)))
                                .toArray(),
                        played.stream().mapToDouble(o -> o.error().value()).toArray(),
                        played.stream()
                                .mapToDouble(o -> o.error().high() - o.error().value())
                                .toArray());
            }
        }
        return figure;
    }

    private static String place(Outcome outcome) {
        return outcome.functionClass() + ", d = " + outcome.dimension();
    }

    private double worstAt(String place) {
        return result.outcomes().stream()
                .filter(outcome -> place(outcome).equals(place))
                .mapToDouble(outcome -> GameSimulation.epsStar(outcome.functionClass()))
                .findFirst()
                .orElseThrow();
    }
}
