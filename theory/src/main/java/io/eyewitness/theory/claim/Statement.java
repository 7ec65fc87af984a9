package io.eyewitness.theory.claim;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/**
 * The statement of a {@link Proposition}, named after its definition in the Coq development ({@code Statements.v}, {@code
 * FurtherStatements.v}, {@code HelpStatements.v}, {@code OurStatements.v}). A statement
 * that is not about one class is given as a clause.
 */
public enum Statement {
    /** A cell of the table: a class, a notion and an answer. */
    HOLDS("holds", ""),
    /** A notion, over a whole class, where the cell is read per visualization. */
    OVER_THE_CLASS("over_the_class", ""),
    /** The best error that a decoder can guarantee over a class, as a share of the range. */
    BEST_ERROR("best_error", ""),
    /** Whether a single member of a class attains theorem 1's constant R/2. */
    THEOREM_1_ATTAINED("theorem_1_attained", ""),
    THEOREM_1(
            "theorem_1",
            "theorem1",
            "for each class with a No, whatever is decoded from a feature visualization, for every eps < 1/2 some member is decoded"
                    + " with an error above eps R"),
    THEOREM_2(
            "theorem_2",
            "theorem2",
            "for each class with a No, whatever is decoded from a feature visualization misjudges, for some member and some input,"
                    + " whether the value is closer to the maximum or to the minimum"),
    MID_ERRS_BY_HALF(
            "mid_errs_by_half_the_range",
            "epsstar.mid",
            "the decoder that always answers mid errs by at most R/2, so eps* is never above 1/2"),
    LIPSCHITZ_L1(
            "lipschitz_L1",
            "lipschitz.L1",
            "every L-Lipschitz function with this visualization lies between the envelopes l and U"),
    LIPSCHITZ_L2(
            "lipschitz_L2",
            "lipschitz.L2",
            "every blend (1-t) l + t U of the envelopes, 0 < t < 1, is L-Lipschitz with unique minimiser a and unique maximiser b"),
    LIPSCHITZ_L3(
            "lipschitz_L3",
            "lipschitz.L3",
            "the best possible error at x is (U(x) - l(x))/2, (U + l)/2 is an optimal decoder, and eps* of"
                    + " this visualization is the supremum of (U - l)/(2R)"),
    LIPSCHITZ_L4(
            "lipschitz_L4",
            "lipschitz.L4",
            "the envelopes coincide on the whole cube if and only if L is the smallest possible and every x"
                    + " lies between a and b: for l1 if a and b are opposite vertices, never for l2 or l-infinity in"
                    + " more than one dimension"),
    LIPSCHITZ_L5(
            "lipschitz_L5",
            "lipschitz.L5",
            "the side of x is decidable if and only if L|x-a| or L|x-b| is at most R/2, so at fewer inputs"
                    + " as L grows"),
    LIPSCHITZ_L6(
            "lipschitz_L6",
            "lipschitz.L6",
            "the whole cube is decidable if and only if L is the smallest possible and the two balls of"
                    + " radius |a-b|/2 around a and b cover it"),
    LIPSCHITZ_L7(
            "lipschitz_L7", "lipschitz.L7", "for l2 and more than one dimension the two balls never cover the cube"),
    LIPSCHITZ_L7P(
            "lipschitz_L7p",
            "lipschitz.L7p",
            "the two balls cover the cube for l1 if a and b are opposite vertices, for l-infinity if they"
                    + " are the centres of opposite faces, and in one dimension if they are 1/4 and 3/4"),
    LIPSCHITZ_L8(
            "lipschitz_L8", "lipschitz.L8", "wherever the side is decidable the optimal decoder errs by at most R/4"),
    LIPSCHITZ_L9(
            "lipschitz_L9",
            "lipschitz.L9",
            "over the whole class, for any L, functions of small range leave an error as close to R/2 as one"
                    + " likes"),
    SIDE_BY_LEAST_RANGE(
            "side_by_least_range",
            "LIP.side.range",
            "for l1, L-Lipschitz functions whose range is at least R0 are understood in all three notions if"
                    + " L d is at most R0, and their side is not known if L d is greater"),
    EVERY_VISUALIZATION(
            "every_visualization_is_ambiguous",
            "strong.visualizations",
            "every visualization of every non-constant network, trained or not, is shared, tie sets and"
                    + " values at the training inputs too, by networks of the class that differ by as nearly R as one"
                    + " likes at some input"),
    TIE_SETS(
            "tie_sets_do_not_help",
            "strong.tiesets",
            "in rows 1 to 8 a decoder that sees all minimisers and all maximisers guarantees no better error"
                    + " than R/2"),
    SELECTIONS(
            "selections_do_not_help",
            "strong.selections",
            "in rows 1 to 8 no way of choosing one minimiser and one maximiser of each function lets a"
                    + " decoder guarantee a better error than R/2"),
    ANY_LOSS(
            "any_loss",
            "ERM.loss",
            "networks that minimise any risk of their outputs at the training inputs, if its minimum is"
                    + " attained, are as little understood as those of least squared loss, whose minimum always is;"
                    + " that of cross-entropy is attained or not, as the labels are"),
    AFFINE_AT_ANY_VERTICES(
            "affine_at_any_vertices",
            "AFF.vertices",
            "row 8 holds at any two opposite vertices as unique extremisers, and affine functions with"
                    + " unique extremisers have no others"),
    CONVEX_AT_ANY_VERTEX(
            "convex_at_any_vertex",
            "CONV.vertices",
            "row 7 holds at any vertex b as the unique maximiser and any other a as the unique minimiser,"
                    + " and convex functions with unique extremisers have no other maximiser"),
    TRAINED_AT_ANY_EXTREMISERS(
            "trained_networks_at_any_extremisers",
            "ERM.extremisers",
            "row 3 holds at any two different unique extremisers a and b off the training inputs, with any m"
                    + " and M beyond the outputs there"),
    EXTREMES_ARE_ATTAINED(
            "piecewise_affine_attain_extremes",
            "PAFF.extremes",
            "every piecewise affine function attains a minimum and a maximum"),
    WHO_ATTAINS_EXTREMES(
            "who_attains_extremes",
            "extremes",
            "networks, monotone, affine and constant functions attain a minimum and a maximum, and so do"
                    + " Lipschitz functions if the distance is at most a multiple of that of l1, but perhaps not else;"
                    + " convex functions attain a maximum, at a vertex, but perhaps no minimum"),
    /** A cell of a row of our own beside the first table: a notion and an answer. */
    QUANTISED(
            "quantised",
            "QUANT",
            "network with quantised weights (-1, 0 and 1 among them) of a known, large enough architecture"),
    QUANTISED_ERROR(
            "quantised_error",
            "epsstar.QUANT",
            "no decoder can guarantee an error below {e} of the range for every network of a known, large enough architecture with"
                    + " quantised weights, -1, 0 and 1 among them"),
    QUANTISED_WIDE(
            "quantised_error_of_wide_networks",
            "QUANT.wide",
            "no decoder can guarantee an error below n/(2(n + d)) of the range for every network of a known architecture, with at"
                    + " least 3d and 2n + 1 neurons in its first two hidden layers, n >= d, whose weights and biases are in a finite"
                    + " set that holds -1, 0 and 1"),
    QUANTISED_TIES(
            "quantised_error_and_ties",
            "QUANT.ties",
            "the least error that a decoder can guarantee for every network of a known, large enough architecture with quantised"
                    + " weights, -1, 0 and 1 among them, is R/2 if ties are broken against it, and less where the extremisers are unique"),
    /** A cell of a row of our own beside the first table. */
    LIPSCHITZ_GRADIENT("lipschitz_gradient", "GRAD", "function with an L-Lipschitz gradient"),
    LIPSCHITZ_GRADIENT_ERROR(
            "lipschitz_gradient_error",
            "epsstar.GRAD",
            "the least error, as a share of the range, that a decoder can guarantee for every function with an L-Lipschitz gradient"
                    + " is {e}"),
    /** A cell of the second table: a class, a notion and an answer, for a decoder that may ask. All from here on are about such. */
    HOLDS_WITH_HELP("holds_with_help", ""),
    /** The best error that a decoder which may ask can guarantee over a class, as a share of the range. */
    BEST_ERROR_WITH_HELP("best_error_with_help", ""),
    /** The greatest share of the range that no decoder which may ask can guarantee, but every greater one some does. */
    ERROR_APPROACHED_WITH_HELP("error_approached_with_help", ""),
    AFFINE_EXAMPLES(
            "affine_needs_d_minus_1_examples",
            "AFF.help.examples",
            "beside the visualization of an affine function of d > 1 inputs d - 1 of its values, at inputs that are chosen one by"
                    + " one, tell all of it, and d - 2 do not"),
    AFFINE_GERM(
            "affine_needs_one_germ",
            "AFF.help.germ",
            "one germ, so one value with the gradient there, tells all of an affine function"),
    AFFINE_FEW_EXAMPLES(
            "affine_by_too_few_examples",
            "AFF.help.few",
            "beside the visualization of an affine function of d > 1 inputs, d - 2 values at inputs that the visualization fixes"
                    + " do not help at all, nor do n values at inputs chosen one by one if 2^n < d"),
    AFFINE_ERROR(
            "affine_error_by_examples",
            "AFF.help.error",
            "beside the visualization of an affine function of d > 1 inputs n values, at inputs that are chosen one by one, leave an"
                    + " error of c/r of the range at least, for all j <= n, r and c > 0 with 2^j (r - 1) < d and 2c <= r - (n - j)"),
    RADIUS_SUFFICES(
            "covering_radius_suffices",
            "LIP.help.radius.above",
            "the values of an L-Lipschitz function at inputs with covering radius rho leave an error of L rho at most"),
    RADIUS_IS_NEEDED(
            "covering_radius_is_needed",
            "LIP.help.radius.below",
            "however a decoder chooses the inputs whose values it asks for, it errs for some L-Lipschitz function by L rho at"
                    + " least at any x that is rho away from these, and not too near to a and b, if L rho < R/2"),
    NUMBER_OF_EXAMPLES(
            "lipschitz_number_of_examples",
            "LIP.help.number",
            "for l-infinity an error of eps R takes at most (1 + L/(2 eps R))^d values of an L-Lipschitz function, and at least"
                    + " (L/(12 eps R))^d if R is at most L/8 and eps < 1/2"),
    SIDE_BEYOND_MARGIN(
            "lipschitz_side_beyond_any_margin",
            "LIP.help.margin",
            "examples tell the side of every L-Lipschitz function wherever its value is not within eps R of mid, for every"
                    + " eps > 0"),
    NETWORKS_NEED_BOTH(
            "networks_need_bound_and_examples",
            "NN.help.bound",
            "a known Lipschitz bound alone tells as little about networks as nothing does, and so do examples alone; both"
                    + " together tell every network to within any share of its range"),
    LOCAL_EXTREMA(
            "local_extrema_do_not_help",
            "help.extrema",
            "all local extrema, beside all looks, do not help in rows 1, 2, 5, 6 and 7, nor for networks known to be monotone"
                    + " or convex functions known to be monotone"),
    CONVEX_NETWORKS(
            "convex_networks_stay_unknown",
            "NN.help.convex",
            "examples do not help for networks that are known to be convex and monotone"),
    TOLD_FIRST(
            "told_first_does_not_help",
            "help.told",
            "in rows 1, 2, 3, 5, 6 and 7 a decoder that is told x first, and then may ask for germs anywhere but at x, guarantees"
                    + " no better error than R/2 at x, nor the side"),
    CONVEX_TOLD_FIRST(
            "convex_told_first",
            "CONV.help.told",
            "a decoder that is told x first, and then may ask for germs anywhere but at x, guarantees nothing about convex"
                    + " functions if x is a vertex, and at all other x one value beside x guarantees any share of the range"),
    /** A cell of a row of our own beside the second table. */
    QUANTISED_WITH_HELP("quantised_with_help", QUANTISED),
    QUANTISED_ERROR_WITH_HELP(
            "quantised_error_with_help",
            "epsstar.QUANT.help",
            "the least error, as a share of the range, that a decoder which may ask can guarantee for every network of a known,"
                    + " large enough architecture with quantised weights, -1, 0 and 1 among them, is {e}"),
    FINITE_CLASS(
            "finite_class_by_examples",
            "QUANT.help.number",
            "N functions are told apart by N - 1 examples at inputs fixed beforehand, so networks of a known architecture with p"
                    + " parameters, each of which has one of w known values, by w^p - 1"),
    REAL_WEIGHTS(
            "real_weights_stay_unknown",
            "QUANT.help.real",
            "networks of a known architecture, with at least 3d and 3 neurons in its first two hidden layers, and with any real weights"
                    + " stay as unknown with germs as without: an error of R/2"),
    /** A cell of a row of our own beside the second table. */
    LIPSCHITZ_GRADIENT_WITH_HELP("lipschitz_gradient_with_help", LIPSCHITZ_GRADIENT),
    LIPSCHITZ_GRADIENT_ERROR_WITH_HELP(
            "lipschitz_gradient_error_with_help",
            "epsstar.GRAD.help.approached",
            "a decoder that may ask can guarantee every error above {e}, as a share of the range, but no other, for every function"
                    + " with an L-Lipschitz gradient"),
    VALUES_WITH_GRADIENTS(
            "values_with_gradients_suffice",
            "GRAD.help.radius",
            "the values and gradients of a function with an L-Lipschitz gradient at inputs with covering radius rho (in l2) leave an"
                    + " error of L rho^2 / 2 at most"),
    VALUES_WITH_GRADIENTS_BETWEEN(
            "values_with_gradients_between",
            "GRAD.help.between",
            "the values and gradients of a function with an L-Lipschitz gradient at inputs within rho (in l2) of a mean of these"
                    + " inputs leave an error of L rho^2 / 4 at most there"),
    GERMS_LEAVE_HALF(
            "germs_leave_half_of_it",
            "GRAD.help.radius.below",
            "however a decoder chooses the inputs whose germs it asks for, it errs for some function with an L-Lipschitz gradient by"
                    + " L rho^2 / 4 at least at any x that is more than rho away (in l2) from these, and not too near to a and b");

    private final String definition;
    private final String name;
    private final String clause;

    /** A statement about a class. */
    Statement(String definition, String clause) {
        this(definition, "", clause);
    }

    Statement(String definition, String name, String clause) {
        this.definition = definition;
        this.name = name;
        this.clause = clause;
    }

    /** The row of another statement, beside the second table. */
    Statement(String definition, Statement row) {
        this(definition, row.name, row.clause);
    }

    /** The name of the definition, such as {@code theorem_1_attained}. */
    @JsonValue
    public String definition() {
        return definition;
    }

    /** Whether it is about one class of functions. */
    public boolean isAboutAClass() {
        return name.isEmpty();
    }

    /** Whether it is about one notion. */
    public boolean isAboutANotion() {
        return isTable() || isOwnCell() || this == OVER_THE_CLASS;
    }

    /** Whether it is about cells of a row of our own, which the paper's table does not have. */
    public boolean isOwnCell() {
        return this == QUANTISED
                || this == LIPSCHITZ_GRADIENT
                || this == QUANTISED_WITH_HELP
                || this == LIPSCHITZ_GRADIENT_WITH_HELP;
    }

    /** Whether it is about cells: those of the first table, without help, or of the second. */
    public boolean isTable() {
        return this == HOLDS || this == HOLDS_WITH_HELP;
    }

    /** Whether it is about the best error, so about a number. */
    public boolean isAboutAnError() {
        return switch (this) {
            case BEST_ERROR,
                    BEST_ERROR_WITH_HELP,
                    ERROR_APPROACHED_WITH_HELP,
                    QUANTISED_ERROR,
                    QUANTISED_ERROR_WITH_HELP,
                    LIPSCHITZ_GRADIENT_ERROR,
                    LIPSCHITZ_GRADIENT_ERROR_WITH_HELP -> true;
            default -> false;
        };
    }

    /** Whether it is about decoders that may ask about the function, as the second table is. */
    public boolean isAboutHelp() {
        return compareTo(HOLDS_WITH_HELP) >= 0;
    }

    /** Whether its answer is an argument of the definition; else a No is the negation. */
    public boolean takesAnswer() {
        return isAboutANotion() || this == THEOREM_1_ATTAINED;
    }

    /** The claim's id without {@code claim:}, of a statement that is about no row of the paper; of cells of our own, the row's name. */
    public String id() {
        return name;
    }

    /** A member of the row of our own that it is about, such as "function with an L-Lipschitz gradient". */
    public String member() {
        return clause;
    }

    /** The clause of a statement that is not about one class; its {@code {e}} stands for an error. */
    String sentence(Verdict answer) {
        return answer == Verdict.YES
                ? clause.substring(0, 1).toUpperCase(Locale.ROOT) + clause.substring(1) + "."
                : "It is not so that " + clause + ".";
    }
}
