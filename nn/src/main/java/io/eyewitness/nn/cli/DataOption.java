package io.eyewitness.nn.cli;

import io.eyewitness.nn.data.FashionMnist;
import io.eyewitness.nn.train.Task;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where a data set is when no option says so. */
final class DataOption {
    private DataOption() {}

    /** The given place, or where Debian puts Fashion-MNIST; else an error saying where to get the data. */
    static Path or(Path given, Task task) {
        if (given != null) {
            return given;
        }
        if (task == Task.CIFAR) {
            throw new IllegalArgumentException(
                    "CIFAR-10 does not come with eyewitness; name with --data a directory or .tar.gz of"
                            + " train/CLASS and test/CLASS pictures, or the directory of its binary version from"
                            + " https://www.cs.toronto.edu/~kriz/cifar.html");
        }
        if (!Files.isDirectory(FashionMnist.DEBIAN)) {
            throw new IllegalArgumentException(
                    "the whole of Fashion-MNIST does not come with eyewitness; install Debian's package"
                            + " dataset-fashion-mnist, or name with --data a directory with the four files from"
                            + " https://github.com/zalandoresearch/fashion-mnist");
        }
        return FashionMnist.DEBIAN;
    }
}
