package io.eyewitness.nn.train;

import io.eyewitness.nn.architecture.Architectures;
import io.eyewitness.nn.data.Cifar10;
import io.eyewitness.nn.data.FashionMnist;
import io.eyewitness.nn.graph.Graph;
import io.eyewitness.nn.image.TrainTest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/** A network that the project trains: its architecture, data and hyperparameters. */
public enum Task {
    /** Fashion-MNIST. */
    FASHION(new Hyperparameters(3, 64, 0.1, 0.9, 5e-4, 0, new Augmentation(1, false))) {
        @Override
        public TrainTest read(Path data, Consumer<String> notes) throws IOException {
            return FashionMnist.read(data);
        }

        @Override
        public List<String> classes() {
            return FashionMnist.CLASSES;
        }
    },
    /** Fashion-MNIST, for a network whose Lipschitz constant can be kept small. */
    FASHION_LIPSCHITZ(new Hyperparameters(2, 64, 0.1, 0.9, 0, 0, Augmentation.NONE)) {
        @Override
        public TrainTest read(Path data, Consumer<String> notes) throws IOException {
            return FASHION.read(data, notes);
        }

        @Override
        public List<String> classes() {
            return FASHION.classes();
        }
    },
    /** CIFAR-10. */
    CIFAR(new Hyperparameters(10, 64, 0.1, 0.9, 5e-4, 0.1, new Augmentation(2, true))) {
        @Override
        public TrainTest read(Path data, Consumer<String> notes) throws IOException {
            return Cifar10.read(data, notes);
        }

        @Override
        public List<String> classes() {
            return Cifar10.CLASSES;
        }
    };

    private final Hyperparameters recipe;

    Task(Hyperparameters recipe) {
        this.recipe = recipe;
    }

    /** The hyperparameters of the committed weights. */
    public Hyperparameters recipe() {
        return recipe;
    }

    /** The name of its architecture and its weights. */
    public String title() {
        return name().toLowerCase(Locale.ROOT);
    }

    public Graph graph() {
        return Architectures.named(title());
    }

    /** The task whose network has a name, if there is one. */
    public static Optional<Task> named(String title) {
        return Arrays.stream(values())
                .filter(task -> task.title().equals(title))
                .findFirst();
    }

    /** Whether its data are those that come with the project. */
    public boolean isFashion() {
        return this == FASHION || this == FASHION_LIPSCHITZ;
    }

    /** The names of its classes, in the order of the logits. */
    public abstract List<String> classes();

    /**
     * Reads its data.
     *
     * @param notes takes sentences about skipped files
     * @throws IOException naming the file that is missing or malformed
     */
    public abstract TrainTest read(Path data, Consumer<String> notes) throws IOException;
}
