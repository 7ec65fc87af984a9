package io.eyewitness.nn.visualize;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.jdi.Bootstrap;
import com.sun.jdi.ReferenceType;
import com.sun.jdi.VirtualMachine;
import com.sun.jdi.connect.Connector;
import com.sun.jdi.connect.LaunchingConnector;
import com.sun.jdi.event.BreakpointEvent;
import com.sun.jdi.event.ClassPrepareEvent;
import com.sun.jdi.event.Event;
import com.sun.jdi.event.EventSet;
import com.sun.jdi.event.VMDisconnectEvent;
import io.eyewitness.nn.graph.GraphNetwork;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** How often an optimization reads numbers from the device: a debugger counts DJL's reads of arrays in another virtual machine. */
class ReadsTest {
    private static final String READER = "ai.djl.pytorch.jni.JniUtils";
    private static final String READ = "getByteBuffer";
    private static final String MARK = "mark";
    private static final int STEPS = 64;

    /** What the other virtual machine runs: 64 steps between two marks, when as many steps as ever are made ahead. */
    static final class Steps {
        private Steps() {}

        public static void main(String[] units) {
            try (GraphNetwork network = TestNetwork.of(3);
                    Optimization climb = VisualizationSpec.of(
                                    UnitSpec.parse(units[0]).objective())
                            .withSize(9)
                            .start(network)) {
                while (climb.step() < 63) {
                    climb.advance(63 - climb.step());
                }
                mark();
                while (climb.step() < 63 + STEPS) {
                    climb.advance(63 + STEPS - climb.step());
                }
                mark();
            }
        }

        private static void mark() {}
    }

    @Test
    void numbersOfSixteenStepsAreReadAtOnce() throws Exception {
        assertEquals(STEPS / 16, reads("logit:1"));
        assertEquals(STEPS / 16, reads("relu:1+relu:3"));
        assertEquals(STEPS / 16, reads("probability:1"));
    }

    private static int reads(String unit) throws Exception {
        LaunchingConnector connector = Bootstrap.virtualMachineManager().defaultConnector();
        Map<String, Connector.Argument> arguments = connector.defaultArguments();
        arguments.get("main").setValue(Steps.class.getName() + " " + unit);
        arguments.get("options").setValue("-cp \"" + System.getProperty("java.class.path") + "\"");
        VirtualMachine machine = connector.launch(arguments);
        try {
            Thread errors = new Thread(() -> drain(machine.process()));
            errors.start();
            Map<String, Integer> hits = new TreeMap<>(Map.of(MARK, 0, READ, 0));
            for (String type : List.of(READER, Steps.class.getName())) {
                var request = machine.eventRequestManager().createClassPrepareRequest();
                request.addClassFilter(type);
                request.enable();
            }
            for (boolean runs = true; runs; ) {
                EventSet events = machine.eventQueue().remove();
                for (Event event : events) {
                    runs &= !(event instanceof VMDisconnectEvent);
                    if (event instanceof ClassPrepareEvent loaded) {
                        breakAt(machine, loaded.referenceType());
                    } else if (event instanceof BreakpointEvent at) {
                        String method = at.location().method().name();
                        if (method.equals(MARK) || hits.get(MARK) == 1) {
                            hits.merge(method, 1, Integer::sum);
                        }
                    }
                }
                events.resume();
            }
            assertEquals(2, hits.get(MARK), "marks passed");
            return hits.get(READ);
        } finally {
            machine.process().destroyForcibly();
        }
    }

    private static void breakAt(VirtualMachine machine, ReferenceType type) {
        type.methods().stream()
                .filter(method -> method.name().equals(READ) || method.name().equals(MARK))
                .forEach(method -> machine.eventRequestManager()
                        .createBreakpointRequest(method.location())
                        .enable());
    }

    private static void drain(Process process) {
        try {
            process.getErrorStream().transferTo(OutputStream.nullOutputStream());
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
