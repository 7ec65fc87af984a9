package io.eyewitness.nn.visualize;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import io.eyewitness.nn.data.ClassNames;
import io.eyewitness.nn.data.FashionMnist;
import io.eyewitness.nn.network.Network;
import io.eyewitness.nn.weights.Pretrained;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UnitSpecTest {
    private static Network network;

    @BeforeAll
    static void open() throws IOException {
        network = Pretrained.network("fashion", Device.cpu());
    }

    @AfterAll
    static void close() {
        network.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "relu5:7",
                "features.3.squeeze:0,4,5",
                "relu5",
                "logit:3",
                "probability:9",
                "-logit:3",
                "logit:3+relu5:7",
                "-relu5+-probability:1+a:b:2",
                "0.5*logit:3+-2*relu5:7",
                "0.0005*logit:3",
                "0.0000001*logit:3+-0.00025*relu5:7",
                "12345678*logit:3",
                "12345678900*logit:3",
                "direction(relu5,3-7)",
                "direction(relu5,-3+7+7)",
                "-direction(relu5,a/b+c (1).txt)",
                "direction(relu5,photo.png,3,4)",
                "content(relu2,photo.png)+100*style(relu3,photo.png)"
            })
    void textsComeBackAsTheyWere(String text) {
        assertEquals(text, UnitSpec.parse(text).toString());
        assertEquals(UnitSpec.parse(text), UnitSpec.parse(UnitSpec.parse(text).toString()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-",
                ":3",
                "--logit:3",
                "logit:3+",
                "relu5:",
                "relu5:red",
                "relu5:1,2",
                "relu5:-1",
                "a:1,2,3,4",
                "content(relu2)",
                "style(,a.png)",
                "direction(relu5,)",
                "direction(relu5,3-7"
            })
    void whatIsNoUnitIsRefusedWithTheForms(String text) {
        String message = refusal(() -> UnitSpec.parse(text));
        assertTrue(message.contains("is no unit") && message.contains("LAYER:CHANNEL,Y,X"), message);
    }

    @Test
    void channelsOfADirectionMayRepeatTheLayer() {
        assertEquals(
                "direction(relu5,3-7)",
                UnitSpec.parse("direction(relu5, relu5:3 - relu5:7)").toString());
    }

    @Test
    void weightsMayHaveExponents() {
        assertEquals(UnitSpec.parse("0.0000001*logit:3"), UnitSpec.parse("1e-7*logit:3"));
        assertThrows(IllegalArgumentException.class, () -> UnitSpec.parse("1e999*logit:3"));
    }

    @Test
    void unitsAreMultipliedAndAdded() {
        UnitSpec sum = UnitSpec.parse("logit:3+-2*relu5:7").times(0.5).plus(UnitSpec.parse("relu4"));
        assertEquals("0.5*logit:3+-relu5:7+relu4", sum.toString());
        assertEquals(
                "0.5 * (logit:3) + -1.0 * (relu5:7) + relu4", sum.objective().text());
    }

    @Test
    void whatTheNetworkDoesNotHaveIsRefusedWithWhatItHas() {
        assertTrue(refusal("rellu5:3").contains("similar layers are relu5"));
        assertTrue(refusal("relu5:128").contains("relu5 has 128 channels, counted from 0; there is no 128"));
        assertTrue(refusal("average:200").contains("average has 128 units"));
        assertTrue(refusal("logit:10").contains("the network has 10 classes"));
        assertTrue(refusal("probability:10").contains("10 classes"));
        assertTrue(refusal("relu5:0,7,0").contains("has 7 rows and 7 columns"));
        assertTrue(refusal("logits:0,0,0").contains("has no places; write logits:0"));
        assertTrue(refusal("logit:0+logit:11").contains("there is no 11"));
        assertTrue(refusal(() -> UnitSpec.parse("logit:0").requireIn(network, 1))
                .contains("cannot take images of 1 pixels"));
    }

    @Test
    void whatItHasIsAccepted() {
        for (String text : List.of("relu5:127,6,6", "relu5", "logits:9", "-probability:9", "average:127")) {
            UnitSpec.parse(text).requireIn(network, 28);
        }
    }

    @Test
    void classesAreNamedWhereTheyAreKnown() {
        ClassNames names = new ClassNames(FashionMnist.CLASSES);
        assertEquals(
                "-logit:3 (Dress) + relu5:7", UnitSpec.parse("-logit:3+relu5:7").named(names::suffix));
        assertEquals("logit:3", UnitSpec.parse("logit:3").named(ClassNames.unknown()::suffix));
        assertEquals("class 12", names.of(12));
    }

    private static String refusal(String text) {
        return refusal(() -> UnitSpec.parse(text).requireIn(network, 28));
    }

    private static String refusal(Runnable attempt) {
        return assertThrows(IllegalArgumentException.class, attempt::run).getMessage();
    }
}
