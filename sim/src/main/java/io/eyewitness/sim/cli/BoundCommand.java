package io.eyewitness.sim.cli;

import io.eyewitness.sim.bound.BoundRun;
import io.eyewitness.sim.bound.Bounder;
import io.eyewitness.sim.bound.Grid;
import io.eyewitness.sim.bound.HiddenUnit;
import io.eyewitness.sim.run.Streams;
import io.eyewitness.theory.ask.Interview;
import io.eyewitness.theory.ask.Setting;
import io.eyewitness.theory.bound.Assumptions;
import io.eyewitness.theory.bound.BoundProblem;
import io.eyewitness.theory.bound.Certificate;
import io.eyewitness.theory.bound.Observation;
import io.eyewitness.theory.console.Bar;
import io.eyewitness.theory.console.ExitCodes;
import io.eyewitness.theory.console.Version;
import io.eyewitness.theory.evidence.BoundEvidence;
import io.eyewitness.theory.evidence.EvidenceFiles;
import io.eyewitness.theory.exact.Norm;
import io.eyewitness.theory.exact.Point;
import io.eyewitness.theory.exact.Rationals;
import io.eyewitness.theory.file.StagingDirectory;
import io.eyewitness.theory.function.FunctionClass;
import io.eyewitness.theory.part.CampaignCommand;
import io.eyewitness.theory.part.PartPlan;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.apache.commons.numbers.fraction.BigFraction;
import org.apache.commons.rng.UniformRandomProvider;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Bounds the values of a unit from assumptions and observations. */
@Command(
        name = "bound",
        description =
                "Bounds how wrong a visualization can leave its reader, given assumptions and further observations. Computes, by linear"
                        + " programs, the exact interval of f(x) over all functions on [0,1]^D that satisfy them, with a"
                        + " certificate for each end that ./eyewitness check --bounds DIR verifies.",
        footer = {
            "",
            "Observations:",
            "  phi                required: f is smallest at 0, with value 0, and largest",
            "                     at 1, with value 1, or as in phi:a=0,0;b=1,1;min=0;max=1",
            "  value:1/2,1/2=3/4  f has this value at this point",
            "  at-most:0,1=3/4    f has at most this value at this point",
            "  examples:K         values at K points, drawn by --seed",
            "  example:1/2,1/2    the value at this point",
            "  gradient           finite differences at a and b: the values one step of the",
            "                     grid away, along each axis",
            "  local-maxima:K     the values at K points of the grid, far apart, which are",
            "                     at least those of their neighbours",
            "The last four observe a hidden function, which satisfies the assumptions and",
            "the other observations and is drawn by --seed.",
            "",
            "With --answers adversary the adversary of the proofs (docs/theory.md, section",
            "6; ./eyewitness defeat --ask) gives the values of examples and gradient: those",
            "that leave most open. It needs exactly one assumption, and a and b at opposite",
            "vertices (0 and 1 for monotone). The point where it leaves most is bounded,",
            "too. There a decoder errs by at least R/2 - R/1024 for monotone and convex",
            "functions; for Lipschitz ones by L times the covering radius at most, which the",
            "command prints; for affine ones by 0 from D - 1 examples in general position on.",
            "",
            "In l2, irrational distances are rounded up, by less than 2^-31;",
            "with a Lipschitz constant, intervals are then proven, and exact to about",
            "1e-9, or to a millionth for convex and affine functions."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        versionProvider = Version.class,
        exitCodeListHeading = ExitCodes.HEADING,
        exitCodeList = {ExitCodes.DONE, "2:wrong usage, bad input or contradictory observations", ExitCodes.MISSING})
final class BoundCommand implements Callable<Integer>, CampaignCommand {
    private static final int FEW = 20;

    /** The adversary leaves R/2 - h open, h being this share of R. */
    private static final BigFraction SHARE_OF_H = BigFraction.of(1, 1024);

    enum Answers {
        HIDDEN,
        ADVERSARY
    }

    @Option(
            names = "--assume",
            required = true,
            paramLabel = "LIST",
            description =
                    "Assumptions, separated by commas: lipschitz:L, monotone (in each coordinate), convex, affine.")
    private String assumed;

    @Option(
            names = "--observe",
            required = true,
            paramLabel = "WHAT",
            description = "An observation of f, see below; may be given more than once.")
    private List<String> observed;

    @Option(
            names = "--answers",
            paramLabel = "WHO",
            defaultValue = "hidden",
            description = "Who gives the values of examples: hidden, a function that is drawn, or adversary; see below."
                    + " Default: ${DEFAULT-VALUE}.")
    private Answers answers;

    @Option(
            names = "--grid",
            paramLabel = "N",
            defaultValue = "17",
            description = "The number of points on each axis. Default: ${DEFAULT-VALUE}.")
    private int pointsOnAxis;

    @Option(
            names = "--dimension",
            paramLabel = "D",
            defaultValue = "2",
            description = "The number of inputs. Default: ${DEFAULT-VALUE}.")
    private int dimension;

    @Option(
            names = "--norm",
            paramLabel = "NORM",
            defaultValue = "l2",
            description = "The norm of the Lipschitz constant: l1, l2 or linf. Default: ${DEFAULT-VALUE}.")
    private Norm norm;

    @Option(
            names = "--at",
            paramLabel = "X",
            description =
                    "A single point to bound f at, such as 1/2,0.3. Default: all points of the grid and all observed ones.")
    private String at;

    @Mixin
    private RunOptions run;

    @Option(names = "--out", paramLabel = "DIR", defaultValue = "bounds", description = "Default: ${DEFAULT-VALUE}.")
    private Path out;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        return run.isPart() ? run.part(this, spec.commandLine(), out) : write(Optional.empty());
    }

    @Override
    public PartPlan campaign() throws IOException {
        try {
            return posed(texts(), new Grid(pointsOnAxis, dimension)).plan(run.seed());
        } catch (Contradiction e) {
            throw new IllegalArgumentException(
                    "the observations are contradictory; without --part, there is a certificate of it", e);
        }
    }

    @Override
    public int finish(PartPlan.Parts parts) throws IOException {
        return write(Optional.of(parts));
    }

    private int write(Optional<PartPlan.Parts> parts) throws IOException {
        Grid grid = new Grid(pointsOnAxis, dimension);
        List<ObservationText> texts = texts();
        int threads = run.threads();
        try (StagingDirectory staging = run.staging(out, BoundFiles.NUMBERS)) {
            List<BoundEvidence> bounds;
            try {
                BoundRun posed = posed(texts, grid);
                bounds = parts.isPresent()
                        ? posed.plan(run.seed()).bounds(parts.get())
                        : solved(posed, staging, threads);
            } catch (Contradiction e) {
                throw contradicted(staging, e.problem, e.certificate);
            }
            write(staging, bounds);
            BoundFiles files = new BoundFiles(grid, at == null, bounds);
            files.writeTo(staging);
            staging.finish();
            show(files);
        }
        return 0;
    }

    /** The observations of a problem contradict one another. */
    private static final class Contradiction extends Exception {
        private static final long serialVersionUID = 1;

        private final transient BoundProblem problem;
        private final transient Certificate certificate;

        Contradiction(BoundProblem problem, Certificate certificate) {
            this.problem = problem;
            this.certificate = certificate;
        }
    }

    private List<ObservationText> texts() {
        return observed.stream().map(ObservationText::new).toList();
    }

    /** The problem with all its observations, and the points to bound it at. */
    private BoundRun posed(List<ObservationText> texts, Grid grid) throws Contradiction {
        BoundProblem given = given(texts);
        Optional<Point> asked = Optional.ofNullable(at).map(x -> ObservationText.point(x, dimension));
        List<Point> points = asked.map(List::of).orElseGet(grid::all);
        Optional<Certificate> contradiction = Bounder.of(given).contradiction();
        if (contradiction.isPresent()) {
            throw new Contradiction(given, contradiction.get());
        }
        UniformRandomProvider random = new Streams(run.seed(), "bound").next();
        Optional<Interview> adversary = adversary(given, texts);
        HiddenUnit unit = adversary
                .map(interview -> new HiddenUnit(given, random, interview::value))
                .orElseGet(() -> new HiddenUnit(given, random));
        try {
            texts.stream().filter(text -> !text.isPhi() && !text.isGiven()).forEach(text -> text.ask(unit, grid));
        } catch (Bounder.Contradictory e) {
            throw new Contradiction(unit.problem(), e.certificate());
        }
        return new BoundRun(
                unit.problem(), asked.isPresent() ? points : withObserved(points, unit.problem(), adversary));
    }

    private List<BoundEvidence> solved(BoundRun posed, StagingDirectory staging, int threads)
            throws IOException, Contradiction {
        try (Bar bar = new Bar("bounding").start(posed.points().size())) {
            return posed.solve(staging.state(), threads, bar::stepBy);
        } catch (Bounder.Contradictory e) {
            throw new Contradiction(posed.problem(), e.certificate());
        }
    }

    private BoundProblem given(List<ObservationText> texts) {
        List<ObservationText> visualizations =
                texts.stream().filter(ObservationText::isPhi).toList();
        if (visualizations.size() != 1) {
            throw new IllegalArgumentException("--observe phi must be given exactly once");
        }
        List<Observation> observations = texts.stream()
                .filter(ObservationText::isGiven)
                .map(text -> text.given(dimension))
                .toList();
        Assumptions assumptions = Assumptions.parse(assumed);
        assumptions.lipschitz().ifPresent(constant -> Rationals.requireShort(constant, BoundRun.MOST_DIGITS));
        return new BoundProblem(assumptions, norm, visualizations.get(0).phi(dimension), observations);
    }

    /** The adversary, if there is one. */
    private Optional<Interview> adversary(BoundProblem problem, List<ObservationText> texts) {
        if (answers == Answers.HIDDEN) {
            return Optional.empty();
        }
        if (!texts.stream().allMatch(text -> text.isPhi() || text.isAsked())) {
            throw new IllegalArgumentException(
                    "the adversary answers phi, examples:K, example:X and gradient; leave out the other observations");
        }
        Setting setting = Setting.of(
                adversaryOf(problem.assumptions()),
                problem.phi(),
                problem.phi().range().multiply(SHARE_OF_H),
                problem.assumptions().lipschitz(),
                norm);
        return Optional.of(Interview.ofValues(setting, Integer.MAX_VALUE));
    }

    private static FunctionClass adversaryOf(Assumptions assumptions) {
        List<FunctionClass> classes = new ArrayList<>();
        assumptions.lipschitz().ifPresent(constant -> classes.add(FunctionClass.LIP));
        if (assumptions.monotone()) {
            classes.add(FunctionClass.MONO);
        }
        if (assumptions.convex()) {
            classes.add(FunctionClass.CONV);
        }
        if (assumptions.affine()) {
            classes.add(FunctionClass.AFF);
        }
        if (classes.size() != 1) {
            throw new IllegalArgumentException(
                    "there is an adversary for one assumption alone, not for " + assumptions.text());
        }
        return classes.get(0);
    }

    private static List<Point> withObserved(List<Point> onGrid, BoundProblem problem, Optional<Interview> adversary) {
        Set<Point> points = new LinkedHashSet<>(onGrid);
        problem.values().forEach(value -> points.add(value.at()));
        problem.observations().forEach(observation -> points.add(observation.at()));
        adversary.ifPresent(interview -> points.add(interview.x()));
        return new ArrayList<>(points);
    }

    /** Writes the certificate of a contradiction. */
    private IllegalArgumentException contradicted(
            StagingDirectory staging, BoundProblem problem, Certificate certificate) throws IOException {
        if (!certificate.contradicts(problem)) {
            throw new IllegalStateException("a certificate of a contradiction is wrong");
        }
        BoundEvidence evidence = BoundRun.checkable(
                new BoundEvidence(BoundEvidence.id(1), 1, problem, List.of(), Optional.of(certificate)));
        write(staging, List.of(evidence));
        SimulationFiles.json(staging, BoundFiles.NAME, new BoundFiles.Contradiction(BoundFiles.SCHEMA, problem));
        staging.finish();
        return new IllegalArgumentException("the observations are contradictory: no function is " + problem
                + "; ./eyewitness check --bounds " + out + " verifies the certificate");
    }

    private static void write(StagingDirectory staging, List<BoundEvidence> parts) throws IOException {
        for (BoundEvidence part : parts) {
            staging.write(EvidenceFiles.write(part));
        }
    }

    private void show(BoundFiles files) {
        PrintWriter output = spec.commandLine().getOut();
        output.println(files.problem());
        if (files.bounds().size() <= FEW) {
            files.bounds().forEach(output::println);
        }
        files.lines().forEach(output::println);
        output.println("See " + out.resolve(BoundFiles.NUMBERS) + "; ./eyewitness check --bounds " + out + " verifies "
                + out.resolve(EvidenceFiles.BOUNDS) + ", which has the same bounds with their certificates");
        output.flush();
    }
}
