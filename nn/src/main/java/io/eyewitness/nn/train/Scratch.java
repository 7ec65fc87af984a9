package io.eyewitness.nn.train;

import ai.djl.Device;
import io.eyewitness.nn.data.*;
import java.nio.file.Path;

public final class Scratch {
    public static void main(String[] a) throws Exception {
        Task t = Task.valueOf(a[0]);
        long t0 = System.nanoTime();
        TrainTest d = t.read(Path.of(a[1]));
        System.out.println("read " + (System.nanoTime() - t0) / 1e9);
        int n = Integer.parseInt(a[2]);
        LabelledImages im = n > 0 ? d.train().shuffled(1).first(n) : d.train();
        long t1 = System.nanoTime();
        var r = Training.run(
                t.graph(), im, t.recipe().withEpochs(Integer.parseInt(a[3])), 1, Device.cpu(), new Watch() {
                    public void finished(int e, double l, double acc) {
                        System.out.println(e + " " + l + " " + acc + " " + (System.nanoTime() - t1) / 1e9 + " rss "
                                + Runtime.getRuntime().totalMemory());
                    }
                });
        try (var net = new io.eyewitness.nn.network.GraphNetwork(t.graph(), r.parameters(), Device.cpu())) {
            System.out.println(Accuracy.of(net, d.test(), i -> {}));
        }
    }
}
