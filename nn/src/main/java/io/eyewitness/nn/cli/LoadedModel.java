package io.eyewitness.nn.cli;

import io.eyewitness.nn.data.ClassNames;
import io.eyewitness.nn.network.Network;

/**
 * A network and where it is from.
 *
 * @param network ready to run
 * @param weights what its file is called, or {@code built-in}
 * @param sha256 of that file
 * @param classes what its classes are called
 */
record LoadedModel(Network network, String weights, String sha256, ClassNames classes) implements AutoCloseable {
    @Override
    public void close() {
        network.close();
    }
}
