package io.eyewitness.check.kernel;

/** Small scripts for tests, over the constants x, y and z. */
final class Scripts {
    static final String HEAD = """
            (set-logic QF_NRA)
            (define-fun min ((p Real) (q Real)) Real (ite (<= p q) p q))
            (define-fun max ((p Real) (q Real)) Real (ite (<= p q) q p))
            (define-fun abs_ ((p Real)) Real (ite (<= 0 p) p (- p)))
            (define-fun relu ((p Real)) Real (ite (<= 0 p) p 0))
            """;

    private Scripts() {}

    static String of(String... assertions) {
        StringBuilder text = new StringBuilder(HEAD);
        for (String name : new String[] {"x", "y", "z"}) {
            text.append("(declare-const ").append(name).append(" Real)\n");
        }
        for (String assertion : assertions) {
            text.append("(assert ").append(assertion).append(")\n");
        }
        return text.append("(check-sat)\n").toString();
    }
}
