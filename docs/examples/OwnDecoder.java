import io.eyewitness.theory.decoder.Decoder;
import io.eyewitness.theory.exact.Point;
import io.eyewitness.theory.exact.Rationals;
import io.eyewitness.theory.exact.Surd;
import io.eyewitness.theory.visualization.Visualization;
import io.eyewitness.theory.function.FunctionClass;
import io.eyewitness.theory.witness.PairRequest;
import io.eyewitness.theory.witness.WitnessFamily;
import io.eyewitness.theory.witness.WitnessPair;
import org.apache.commons.numbers.fraction.BigFraction;

/** A decoder of your own, and two monotone functions with the same feature visualization, one of which it gets wrong. */
public final class OwnDecoder implements Decoder {
    @Override
    public String name() {
        return "mean-coordinate";
    }

    /** Predicts the minimum plus the mean of the coordinates times the range. */
    @Override
    public Surd decode(Visualization phi, Point x) {
        BigFraction mean = Rationals.sum(x.coordinates()).divide(x.dimension());
        return Surd.of(phi.min().add(phi.range().multiply(mean)));
    }

    public static void main(String[] arguments) {
        Visualization phi =
                new Visualization(Point.zero(2), Point.one(2), BigFraction.ZERO, BigFraction.of(10));
        BigFraction h = BigFraction.of(1, 100);
        WitnessPair pair = WitnessFamily.of(FunctionClass.MONO).pair(PairRequest.of(phi, h));

        Decoder decoder = new OwnDecoder();
        Surd answer = decoder.decode(pair.phi(), pair.x());
        Surd error1 = pair.f1().at(pair.x()).minus(answer).abs();
        Surd error2 = pair.f2().at(pair.x()).minus(answer).abs();

        System.out.println("both functions look like: " + pair.phi());
        System.out.println("f1" + pair.x() + " = " + pair.f1().at(pair.x()));
        System.out.println("f2" + pair.x() + " = " + pair.f2().at(pair.x()));
        System.out.println(decoder.name() + " predicts " + answer);
        System.out.println("its larger error is " + Surd.max(error1, error2) + ", and no decoder has one below "
                + pair.unavoidableError());
    }
}
