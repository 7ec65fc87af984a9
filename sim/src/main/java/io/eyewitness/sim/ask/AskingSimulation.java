package io.eyewitness.sim.ask;

import io.eyewitness.sim.game.ClassGame;
import io.eyewitness.sim.run.Simulation;
import io.eyewitness.sim.run.SimulationRun;
import io.eyewitness.sim.sample.Samplers;
import io.eyewitness.theory.exact.Norm;
import io.eyewitness.theory.exact.Rationals;
import io.eyewitness.theory.function.FunctionClass;
import java.util.List;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * The game of decoders that ask: everything that decides its numbers. What random examples buy on average, beside what the theorems say
 * that they buy in the worst case (theory.md section 6).
 *
 * @param classes the classes, at least one, all with witness pairs: of others there is nothing to ask
 * @param dimensions of the functions; each class plays in those in which it is defined, at least one
 * @param examples the numbers of examples, ascending
 * @param samples games of each class and dimension, at least 2
 * @param lipschitz L, for LIP
 * @param norm of L
 * @param seed for all that is drawn
 */
public record AskingSimulation(
        List<FunctionClass> classes,
        List<Integer> dimensions,
        List<Integer> examples,
        long samples,
        BigFraction lipschitz,
        Norm norm,
        long seed)
        implements Simulation<List<Asked>> {
    /** The name of the simulation. */
    public static final String SIMULATION = "examples";

    /** The largest number of examples: a game of CONV solves as many linear programs. */
    public static final int MOST_EXAMPLES = 256;

    public AskingSimulation {
        classes = List.copyOf(classes);
        dimensions = List.copyOf(dimensions);
        examples = examples.stream().distinct().sorted().toList();
        if (classes.isEmpty() || dimensions.isEmpty() || examples.isEmpty() || samples < 2) {
            throw new IllegalArgumentException(
                    "a game needs a class, a dimension, a number of examples and two samples");
        }
        if (examples.get(0) < 0 || examples.get(examples.size() - 1) > MOST_EXAMPLES) {
            throw new IllegalArgumentException("the numbers of examples are from 0 to " + MOST_EXAMPLES);
        }
        for (FunctionClass functionClass : classes) {
            if (!functionClass.hasWitnesses()) {
                throw new IllegalArgumentException(
                        functionClass + " is understood from its visualization; there is nothing to ask");
            }
        }
        if (lipschitz.signum() <= 0) {
            throw new IllegalArgumentException("L must be positive, not " + Rationals.text(lipschitz));
        }
    }

    private List<AskingGame> games() {
        return classes.stream()
                .flatMap(c -> dimensions.stream()
                        .filter(d -> Samplers.isMeantFor(c, d))
                        .map(d -> new AskingGame(new ClassGame(c, d, lipschitz.doubleValue(), norm), examples)))
                .toList();
    }

    @Override
    public String name() {
        return SIMULATION;
    }

    @Override
    public String settings() {
        return SIMULATION + ";" + classes + ";" + dimensions + ";" + examples + ";" + samples + ";"
                + Rationals.text(lipschitz) + ";" + norm.text();
    }

    @Override
    public long size() {
        return samples * games().size();
    }

    @Override
    public List<Asked> run(SimulationRun run) {
        return games().stream()
                .flatMap(game ->
                        game.asked(run.sum("examples:" + game.of().name(), samples, game::empty, game::play)).stream())
                .toList();
    }
}
