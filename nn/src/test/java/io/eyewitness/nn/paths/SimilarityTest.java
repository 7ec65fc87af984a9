package io.eyewitness.nn.paths;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.commons.math3.stat.correlation.PearsonsCorrelation;
import org.apache.commons.math3.stat.correlation.SpearmansCorrelation;
import org.apache.commons.math3.stat.ranking.NaturalRanking;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SimilarityTest {
    /** Many ties, of both signs: as after a ReLU, and worse. */
    private static float[] rounded(long seed, int size) {
        Random random = new Random(seed);
        float[] values = new float[size];
        for (int i = 0; i < size; i++) {
            values[i] = Math.round(4 * random.nextGaussian()) / 4f;
        }
        return values;
    }

    private static double[] doubles(float... values) {
        return IntStream.range(0, values.length).mapToDouble(i -> values[i]).toArray();
    }

    private static double product(float[] a, float[] b) {
        return IntStream.range(0, a.length)
                .mapToDouble(i -> (double) a[i] * b[i])
                .sum();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void ranksAreThoseOfCommonsMath(long seed) {
        float[] values = rounded(seed, 500);
        values[8] = Float.NEGATIVE_INFINITY;
        values[9] = Float.MIN_VALUE;
        assertArrayEquals(new NaturalRanking().rank(doubles(values)), doubles(Ranks.of(values)));
    }

    /** Commons Math thinks otherwise. */
    @Test
    void theTwoZerosAreOneNumber() {
        assertArrayEquals(new float[] {2, 2, 2, 4}, Ranks.of(0f, -0f, 0f, 1f));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void correlationsAreThoseOfCommonsMath(long seed) {
        float[] a = rounded(seed, 500);
        float[] b = rounded(seed + 10, 500);
        for (int i = 0; i < 250; i++) {
            b[i] += a[i];
        }
        assertEquals(
                new SpearmansCorrelation().correlation(doubles(a), doubles(b)),
                product(Similarity.SPEARMAN.unit(a), Similarity.SPEARMAN.unit(b)),
                1e-5);
        assertEquals(
                new PearsonsCorrelation().correlation(doubles(a), doubles(b)),
                product(Similarity.PEARSON.unit(a), Similarity.PEARSON.unit(b)),
                1e-5);
        assertEquals(
                product(a, b) / Math.sqrt(product(a, a) * product(b, b)),
                product(Similarity.COSINE.unit(a), Similarity.COSINE.unit(b)),
                1e-5);
    }

    @Test
    void whatDoesNotDifferCorrelatesWithNothing() {
        float[] constant = {2, 2, 2};
        assertArrayEquals(new float[3], Similarity.SPEARMAN.unit(constant));
        assertArrayEquals(new float[3], Similarity.PEARSON.unit(constant));
        assertArrayEquals(new float[3], Similarity.COSINE.unit(new float[3]));
    }

    /** Against the definition: every pair by itself. */
    @Test
    void meansOverPairsComeOutOfSums() {
        float[][] vectors = IntStream.range(0, 6)
                .mapToObj(i -> Similarity.COSINE.unit(rounded(i, 20)))
                .toArray(float[][]::new);
        VectorSet all = set(vectors, 0, 6);
        VectorSet group = set(vectors, 0, 4);
        VectorSet own = set(vectors, 0, 2);
        VectorSet rest = set(vectors, 4, 6);
        assertEquals(mean(vectors, 4, 6, 0, 4), rest.meanProduct(group), 1e-6);
        assertEquals(mean(vectors, 4, 6, 0, 4), group.meanProductOutside(all), 1e-6);
        assertEquals(mean(vectors, 0, 2, 0, 4), own.meanProductWithin(group), 1e-6);
    }

    @Test
    void vectorsOfOtherLengthsAreRefused() {
        VectorSet small = new VectorSet(2);
        VectorSet large = new VectorSet(3);
        small.add(1, 2);
        large.add(1, 2, 3);
        assertThrows(IllegalArgumentException.class, () -> small.meanProduct(large));
        assertThrows(IllegalArgumentException.class, () -> large.meanProduct(small));
        assertThrows(IllegalArgumentException.class, () -> small.add(1, 2, 3));
    }

    private static VectorSet set(float[][] vectors, int from, int to) {
        VectorSet set = new VectorSet(vectors[0].length);
        for (int i = from; i < to; i++) {
            set.add(vectors[i]);
        }
        return set;
    }

    private static double mean(float[][] vectors, int from, int to, int otherFrom, int otherTo) {
        double sum = 0;
        int pairs = 0;
        for (int i = from; i < to; i++) {
            for (int j = otherFrom; j < otherTo; j++) {
                if (i != j) {
                    sum += product(vectors[i], vectors[j]);
                    pairs++;
                }
            }
        }
        return sum / pairs;
    }

    @ParameterizedTest
    @EnumSource(Similarity.class)
    void whatIsNoNumberIsSimilarToNothing(Similarity similarity) {
        assertThrows(IllegalArgumentException.class, () -> similarity.unit(new float[] {1, Float.NaN, 2}));
        assertThrows(IllegalArgumentException.class, () -> similarity.unit(new float[] {Float.NaN, Float.NaN}));
    }

    @ParameterizedTest
    @EnumSource(Similarity.class)
    void whatDoesNotVaryIsSimilarToNothing(Similarity similarity) {
        float[] same = new float[1000];
        Arrays.fill(same, similarity == Similarity.COSINE ? 0 : 0.1f);
        assertArrayEquals(new float[1000], similarity.unit(same));
    }

    @Test
    void numbersThatAreHardlyNumbersAreStillCompared() {
        float tiny = Float.MIN_VALUE;
        assertArrayEquals(new float[] {0.6f, 0.8f}, Similarity.COSINE.unit(new float[] {3 * tiny, 4 * tiny}), 1e-6f);
        assertArrayEquals(new float[] {0.6f, 0.8f}, Similarity.COSINE.unit(new float[] {1.5e38f, 2e38f}), 1e-6f);
    }
}
