package io.eyewitness.nn.visualize;

import java.lang.ref.PhantomReference;
import java.lang.ref.ReferenceQueue;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Takes back the memory that Java's heap no longer refers to, and writes over it. */
final class Churn {
    private static final int BUFFERS = 2000;
    private static final int PATIENCE_MILLIS = 2000;

    private Churn() {}

    static void memory() {
        List<ByteBuffer> full = new ArrayList<>();
        for (int round = 0; round < 2; round++) {
            collectGarbage();
            for (int i = 0; i < BUFFERS; i++) {
                ByteBuffer buffer = ByteBuffer.allocateDirect(4 << i % 8);
                while (buffer.hasRemaining()) {
                    buffer.put((byte) 0x7b);
                }
                full.add(buffer);
            }
        }
    }

    private static void collectGarbage() {
        ReferenceQueue<Object> collected = new ReferenceQueue<>();
        PhantomReference<Object> sentinel = new PhantomReference<>(new Object(), collected);
        System.gc();
        try {
            if (collected.remove(PATIENCE_MILLIS) != sentinel) {
                throw new IllegalStateException("no garbage was collected");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
