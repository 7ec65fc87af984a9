package io.eyewitness.nn.visualize;

import ai.djl.ndarray.BaseNDManager;
import ai.djl.ndarray.NDManager;
import java.lang.reflect.Field;
import java.util.Map;

/** Counts what a manager of the engine, and those below it, keep open. DJL shows only a manager's own arrays. */
final class Held {
    private Held() {}

    static int by(NDManager manager) {
        int count = 0;
        for (Object resource : resources(manager).values()) {
            count += resource instanceof NDManager below ? 1 + by(below) : 1;
        }
        return count;
    }

    private static Map<?, ?> resources(NDManager manager) {
        try {
            Field field = BaseNDManager.class.getDeclaredField("resources");
            field.setAccessible(true);
            return (Map<?, ?>) field.get(manager);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError("DJL keeps its resources elsewhere now", e);
        }
    }
}
