package io.eyewitness.nn.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.eyewitness.nn.network.InputSpec;
import io.eyewitness.nn.network.UnknownLayer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Graphs that are none. */
class GraphTest {
    private static final InputSpec INPUT = new InputSpec(4, List.of(0f), List.of(1f));

    private static Node relu(String layer, String... inputs) {
        return new Node(layer, new Operation.Relu(), List.of(inputs), "");
    }

    private static String refusal(Node... nodes) {
        return assertThrows(IllegalArgumentException.class, () -> new Graph("net", INPUT, List.of(nodes), List.of()))
                .getMessage();
    }

    @Test
    void aNodeFollowsItsInputs() {
        assertEquals(
                "layer a of net wants logits, which does not precede it",
                refusal(relu("a", "logits"), relu("logits", "a")));
    }

    @Test
    void namesAreUniqueAndTheLastIsThatOfTheLogits() {
        assertEquals("net has two layers a", refusal(relu("a", "input"), relu("a", "a"), relu("logits", "a")));
        assertEquals("net has two layers input", refusal(relu("input", "input"), relu("logits", "input")));
        assertEquals("the last layer of net is not logits", refusal(relu("a", "input")));
        assertEquals("the last layer of net is not logits", refusal());
    }

    @Test
    void anOperationTakesItsNumberOfInputs() {
        assertEquals(
                "layer a cannot take 2 inputs",
                assertThrows(IllegalArgumentException.class, () -> relu("a", "b", "c"))
                        .getMessage());
        assertThrows(IllegalArgumentException.class, () -> new Node("a", new Operation.Add(), List.of("b"), ""));
    }

    @Test
    void aLayerThatIsReplacedIsReadByAllThatReadIt() {
        Graph graph =
                new Graph("net", INPUT, List.of(relu("a", "input"), relu("b", "a"), relu("logits", "b")), List.of());
        Node doubled = new Node("a", new Operation.Add(), List.of("a.true", "a.true"), "a");
        Graph changed = graph.replacing("a", List.of(relu("more", "a.true"), doubled));
        assertEquals(List.of("a.true", "more", "a", "b", "logits"), changed.layers());
        assertEquals(List.of("a"), changed.nodes().get(3).inputs());
        assertThrows(UnknownLayer.class, () -> graph.replacing("c", List.of(relu("c", "b"))));
        assertThrows(IllegalArgumentException.class, () -> graph.replacing("a", List.of(relu("more", "a.true"))));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{} | the key 'name' is missing",
                "{'name':null,'input':null,'nodes':[],'unused':[]} | name: the key 'name' is null",
                "{'name':'n','input':{'size':1,'mean':[0],'deviation':[1]},'nodes':[{'layer':'logits','operation':{'type':'nonsense'},'inputs':['input'],'prefix':''}],'unused':[]}"
                        + " | nodes/[0]/operation: the type 'nonsense' is not known",
                "{'name':'n','input':{'size':1,'mean':[0],'deviation':[1]},'nodes':[{'layer':'logits','operation':{'type':'relu','x':1},'inputs':['input'],'prefix':''}],'unused':[]}"
                        + " | nodes/[0]/operation/x: the key 'x' is not known",
                "{'name':'n','input':{'size':1,'mean':[0],'deviation':[1]},'nodes':[{'layer':'logits','operation':{'type':'linear','in':0,'out':1},'inputs':['input'],'prefix':''}],'unused':[]}"
                        + " | nodes/[0]/operation: ",
                "nonsense | unrecognized token 'nonsense' (line 1, column 1"
            })
    void jsonThatIsNoGraphIsRefused(String json, String fault) {
        String message = assertThrows(IllegalArgumentException.class, () -> Graph.parse(json.replace('\'', '"')))
                .getMessage();
        assertTrue(message.startsWith("its graph is unreadable: ") && message.contains(fault), message);
        assertFalse(message.matches("(?s).*(io\\.eyewitness|POJO|Stream|instance|`).*"), message);
    }
}
