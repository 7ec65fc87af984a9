package io.eyewitness.nn.cli;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.engine.StandardCapabilities;
import io.eyewitness.nn.network.PyTorch;

/** Where networks run, as an option says it. */
final class Devices {
    private static final String GPU = "gpu";

    private Devices() {}

    /**
     * {@code cpu}, {@code gpu} (the first), or {@code gpu1} and so on.
     *
     * @throws IllegalArgumentException if it is none of these, or there is no such GPU
     */
    static Device named(String name) {
        if (name.equals("cpu")) {
            return Device.cpu();
        }
        if (!name.matches(GPU + "\\d{0,3}")) {
            throw new IllegalArgumentException(
                    "'" + name + "' is no device; give cpu, gpu, or gpu1 for the second one");
        }
        int number = name.equals(GPU) ? 0 : Integer.parseInt(name.substring(GPU.length()));
        Engine engine = PyTorch.engine();
        int present = engine.hasCapability(StandardCapabilities.CUDA) ? engine.getGpuCount() : 0;
        if (number >= present) {
            throw new IllegalArgumentException("there is no " + name + ": PyTorch sees "
                    + (present == 0 ? "no GPU" : present + " here, counted from 0")
                    + "; leave --device out for the CPU");
        }
        return Device.gpu(number);
    }
}
