(** The second table: what else would help? The definitions and the final statements. Beside the feature
    visualization a decoder may now ask about f: for values (examples), for all of f near an input (germs),
    for visualizations on boxes. [HelpTheorems.v] proves every statement.
    docs/formal.md says why the definitions are what they are; docs/theory.md, section 6, has the table. *)
Require Import Reals List.
Import ListNotations.
From Eyewitness Require Import Statements FurtherStatements.
Open Scope R_scope.

(** * Questions *)

(** a well-founded tree: one question (Q) after the other, each may depend on all replies (A) so far, and
    after finitely many a result (B). No bound on their number is fixed in advance. *)
Inductive strategy (Q A B : Type) : Type :=
| Answer (result : B)
| Ask (q : Q) (next : A -> strategy Q A B).
Arguments Answer {Q A B}. Arguments Ask {Q A B}.
(** the result for f, where [see f q] is the reply to q *)
Fixpoint play {d Q A B} (see : fn d -> Q -> A) (s : strategy Q A B) (f : fn d) : B :=
  match s with Answer result => result | Ask q next => play see (next (see f q)) f end.
Fixpoint at_most {Q A B} (n : nat) (s : strategy Q A B) {struct s} : Prop :=
  match s, n with
  | Answer _, _ => True
  | Ask _ _, O => False
  | Ask _ next, S n => forall reply, at_most n (next reply)
  end.

(** questions whose replies are not numbers: the strategy is handed f, but must go on in the same way for
    all functions that look the same to the question *)
Fixpoint respects {d Q B} (same : Q -> fn d -> fn d -> Prop) (s : strategy Q (fn d) B) : Prop :=
  match s with
  | Answer _ => True
  | Ask q next => (forall f g, same q f g -> next f = next g) /\ forall f, respects same (next f)
  end.
Definition whole {d Q} (f : fn d) (_ : Q) := f.

(** * Kinds of help *)

(** which maps from f to a result can be computed, whatever the type of the result *)
Definition help d := forall B : Type, (fn d -> B) -> Prop.
Definition le_help {d} (H H' : help d) := forall B F, H B F -> H' B F.

Definition no_help {d} : help d := fun B F => exists result, forall f, F f = result.

(** the value at an input *)
Definition input d := {x : point d | cube x}.
Definition value {d} (f : fn d) (x : input d) : R := f (proj1_sig x).
Definition examples {d} : help d := fun B F => exists s : strategy (input d) R B, forall f, F f = play value s f.
Definition examples_n {d} (n : nat) : help d := fun B F =>
  exists s : strategy (input d) R B, at_most n s /\ forall f, F f = play value s f.

(** ... at inputs that the visualization fixes *)
Definition fixed_examples_n {d} (n : nat) : help d := fun B F => exists (P : list (input d)) (g : list R -> B),
  (length P <= n)%nat /\ forall f, F f = g (map (value f) P).

Definition asking {d Q} (same : Q -> fn d -> fn d -> Prop) : help d := fun B F =>
  exists s : strategy Q (fn d) B, respects same s /\ forall f, F f = play whole s f.
(** the germ of f at x: everything that depends on f near x only, such as the value and all derivatives *)
Definition near {d} (x : point d) (f g : fn d) :=
  exists r, 0 < r /\ forall y, cube y -> l1 y x < r -> f y = g y.
Definition same_germ {d} (x : input d) := near (proj1_sig x).
Definition germs {d} : help d := asking same_germ.
Definition germs_n {d} (n : nat) : help d := fun B F =>
  exists s : strategy (input d) (fn d) B, at_most n s /\ respects same_germ s /\ forall f, F f = play whole s f.
(** a further visualization, of f on the box between lo and hi: all minimisers, all maximisers, both values *)
Definition in_box {d} (lo hi x : point d) := leq lo x /\ leq x hi.
Definition min_on {d} (S : point d -> Prop) (f : fn d) x := S x /\ forall y, S y -> f x <= f y.
Definition max_on {d} (S : point d -> Prop) (f : fn d) x := S x /\ forall y, S y -> f y <= f x.
Definition same_vis_on {d} (S : point d -> Prop) (f g : fn d) :=
  (forall x, min_on S f x <-> min_on S g x) /\ (forall x, max_on S f x <-> max_on S g x) /\
  (forall x, min_on S f x \/ max_on S f x -> f x = g x).
Definition same_vis {d} (box : input d * input d) :=
  same_vis_on (in_box (proj1_sig (fst box)) (proj1_sig (snd box))).
Definition visualizations {d} : help d := asking same_vis.
(** both, in any order *)
Inductive look d := Near (x : input d) | VisOn (box : input d * input d).
Arguments Near {d}. Arguments VisOn {d}.
Definition same_look {d} (q : look d) :=
  match q with Near x => same_germ x | VisOn box => same_vis box end.
Definition looks {d} : help d := asking same_look.

(** * What can be told with help *)

Definition asker d (B : Type) := point d -> point d -> R -> R -> fn d -> B.
Definition allowed {d} (H : help d) {B} (D : asker d B) := forall a b m M, H B (D a b m M).

Definition exact_with {d} (H : help d) (C : class d) (T : rule d) := exists D : asker d (fn d), allowed H D /\
  forall f a b, C f -> T f a b -> forall x, cube x -> D a b (f a) (f b) f x = f x.
Definition within_with {d} (H : help d) (C : class d) (T : rule d) (eps : R) := exists D : asker d (fn d), allowed H D /\
  forall f a b, C f -> T f a b -> forall x, cube x -> Rabs (f x - D a b (f a) (f b) f x) <= eps * (f b - f a).
Definition approx_with {d} (H : help d) (C : class d) (T : rule d) := forall eps, 0 < eps -> within_with H C T eps.
Definition side_with {d} (H : help d) (C : class d) (T : rule d) := exists D : asker d (point d -> bool), allowed H D /\
  forall f a b, C f -> T f a b -> forall x, cube x ->
  (mid (f a) (f b) < f x -> D a b (f a) (f b) f x = true) /\
  (f x < mid (f a) (f b) -> D a b (f a) (f b) f x = false).
(** the best share of the range: reached, and only approached *)
Definition eps_star_with {d} (H : help d) e (C : class d) (T : rule d) :=
  forall eps, 0 <= eps -> (within_with H C T eps <-> e <= eps).
Definition eps_approached_with {d} (H : help d) e (C : class d) (T : rule d) :=
  forall eps, 0 <= eps -> (within_with H C T eps <-> e < eps).

Definition all_yes_with {d} (H : help d) (C : class d) :=
  always (exact_with H) C /\ always (approx_with H) C /\ always (side_with H) C /\ always (eps_star_with H 0) C.
Definition all_no_with {d} (H : help d) (C : class d) :=
  never (exact_with H) C /\ never (approx_with H) C /\ never (side_with H) C /\ always (eps_star_with H (1/2)) C.

(** * The second table *)

(** one table for every kind of help between examples and all looks *)
Definition from_examples_to_looks (H : forall d, help d) := forall d, le_help examples (H d) /\ le_help (H d) looks.

Definition second_table (r : row) (n : notion) : answer :=
  match r, n with
  | LLipschitz, Approximately => Yes
  | AffineDimGt1, _ | AffineDim1, _ | Constant, _ => Yes
  | _, _ => No
  end.

(** row 4 for distances that are equivalent to l1, as those of all norms are *)
Definition equivalent_to_l1 {d} (dist : point d -> point d -> R) :=
  (exists K, forall x y, dist x y <= K * l1 x y) /\ (exists K, forall x y, l1 x y <= K * dist x y).
Definition all_with_norms (r : row) (Q : forall d, class d -> Prop) : Prop :=
  match r with
  | LLipschitz => forall k dist L, metric dist -> equivalent_to_l1 dist -> 0 < L -> Q (S k) (lipschitz dist L)
  | _ => all_of r Q
  end.
Definition ask_with (n : notion) {d} : help d -> class d -> rule d -> Prop :=
  match n with Exactly => exact_with | Approximately => approx_with | CloserToMinOrMax => side_with end.

Definition holds_with_help (r : row) (n : notion) (a : answer) : Prop :=
  forall H, from_examples_to_looks H -> match a with
  | Yes => all_with_norms r (fun d => always (ask_with n (H d)))
  | No  => all_with_norms r (fun d => never (ask_with n (H d)))
  | OnlyForSmallL => False
  end.
Definition best_error_with_help (r : row) (e : R) : Prop :=
  forall H, from_examples_to_looks H -> all_with_norms r (fun d => always (eps_star_with (H d) e)).
Definition error_approached_with_help (r : row) (e : R) : Prop :=
  forall H, from_examples_to_looks H -> all_with_norms r (fun d => always (eps_approached_with (H d) e)).

(** * How much is needed *)

(** beside the visualization an affine function of d > 1 inputs needs d - 1 examples ... *)
Definition affine_needs_d_minus_1_examples := forall k,
  always (exact_with (examples_n (S k))) (@affine (S (S k))) /\ never (exact_with (examples_n k)) (@affine (S (S k))).
(** ... or one germ *)
Definition affine_needs_one_germ := forall k, always (exact_with (germs_n 1)) (@affine (S (S k))).

(** with fewer examples nothing is known: fixed by the visualization, or chosen one by one if they are few *)
Definition affine_by_too_few_examples :=
  (forall k, all_no_with (fixed_examples_n k) (@affine (S (S k)))) /\
  (forall k n, (2 ^ n < S (S k))%nat -> all_no_with (examples_n n) (@affine (S (S k)))).
(** with n chosen one by one: if the first j leave r of d coordinates undivided, an error of c/r where n - j + 2 c <= r *)
Definition affine_error_by_examples := forall k n j r c, (j <= n)%nat -> (2 ^ j * (r - 1) < S (S k))%nat ->
  (n + 2 * c <= j + r)%nat -> (0 < c)%nat -> forall eps, eps < INR c / INR r ->
  never (fun C T => within_with (examples_n n) C T eps) (@affine (S (S k))).

(** L-Lipschitz functions: if every x is within rho of an input in P, their values there leave an error of L rho at most *)
Definition covering_radius_suffices := forall d dist L rho (P : list (input d)), metric dist -> 0 <= L ->
  (forall x, cube x -> exists p, In p P /\ dist x (proj1_sig p) <= rho) ->
  exists guess : list R -> fn d, forall f, lipschitz dist L f ->
  forall x, cube x -> Rabs (f x - guess (map (value f) P) x) <= L * rho.
(** however n inputs are chosen, as far as rho from them (and from a and b) they leave that error *)
Definition covering_radius_is_needed := forall d dist L (a b : point d) m M n (s : strategy (input d) R (fn d)),
  possible dist L a b m M -> at_most n s -> exists P : list (input d), (length P <= n)%nat /\
  forall x rho, cube x -> 0 <= rho -> L * rho < (M - m) / 2 ->
  (M - m) / 2 + L * rho <= L * dist x a -> (M - m) / 2 + L * rho <= L * dist x b ->
  (forall p, In p P -> rho <= dist (proj1_sig p) x) ->
  exists f, lipschitz dist L f /\ unique_Phi f a b m M /\ L * rho <= Rabs (f x - play value s f x).
(** with linf, their number is (L / (eps (M-m)))^d up to a constant to the power of d *)
Definition lipschitz_number_of_examples := forall k L (a b : point (S k)) m M eps, possible linf L a b m M -> 0 < eps ->
  let shown f := lipschitz linf L f /\ unique_Phi f a b m M in let within_by n C T := within_with (examples_n n) C T eps in
  (forall n, (1 <= n)%nat -> L <= 2 * INR n * (eps * (M - m)) -> always (within_by (n ^ S k)%nat) shown) /\
  (forall n, 12 * INR n * (eps * (M - m)) < L -> 8 * (M - m) <= L -> eps < 1/2 ->
    forall j, (j < S n ^ S k)%nat -> never (within_by j) shown).
(** with examples the side is known except near the middle, however near *)
Definition side_beyond_with {d} delta (H : help d) (C : class d) (T : rule d) :=
  exists D : asker d (point d -> bool), allowed H D /\ forall f a b, C f -> T f a b -> forall x, cube x ->
  (mid (f a) (f b) + delta * (f b - f a) < f x -> D a b (f a) (f b) f x = true) /\
  (f x < mid (f a) (f b) - delta * (f b - f a) -> D a b (f a) (f b) f x = false).
Definition lipschitz_side_beyond_any_margin := forall k (dist : point (S k) -> point (S k) -> R) L,
  metric dist -> equivalent_to_l1 dist -> 0 < L ->
  forall delta, 0 < delta -> always (side_beyond_with delta examples) (lipschitz dist L).

(** networks: neither a known Lipschitz bound nor examples help, both together do *)
Definition bounded_network {d} L : class d := fun f => network f /\ lipschitz l1 L f.
Definition networks_need_bound_and_examples := forall k L, 0 < L ->
  all_no (@bounded_network (S k) L) /\ all_no_with examples (@network (S k)) /\
  always (approx_with examples) (@bounded_network (S k) L).

(** * What does not help *)

(** all local extrema, beside all looks *)
Definition local_max {d} (f : fn d) x := cube x /\ exists r, 0 < r /\ forall y, cube y -> l1 y x < r -> f y <= f x.
Definition local_min {d} (f : fn d) x := cube x /\ exists r, 0 < r /\ forall y, cube y -> l1 y x < r -> f x <= f y.
Definition same_extrema {d} (f g : fn d) :=
  (forall x, local_min f x <-> local_min g x) /\ (forall x, local_max f x <-> local_max g x) /\
  (forall x, local_min f x \/ local_max f x -> f x = g x).
Definition same_look_or_extrema {d} (q : look d + unit) :=
  match q with inl q => same_look q | inr _ => same_extrema end.
Definition looks_and_extrema {d} : help d := asking same_look_or_extrema.
Definition monotone_network {d} : class d := fun f => network f /\ monotone f.
Definition convex_monotone {d} : class d := fun f => convex f /\ monotone f.
Definition local_extrema_do_not_help := forall k (H : help (S k)), le_help examples H -> le_help H looks_and_extrema ->
  all_no_with H black_box /\ all_no_with H network /\ all_no_with H piecewise_affine /\
  all_no_with H monotone /\ all_no_with H convex /\ all_no_with H monotone_network /\ all_no_with H convex_monotone.
(** nor do examples if the network is known to be convex and monotone *)
Definition convex_network {d} : class d := fun f => network f /\ convex_monotone f.
Definition convex_networks_stay_unknown := forall k, all_no_with examples (@convex_network (S k)).

(** x is told first; then everything but x may be looked at, as near to x as one likes *)
Definition predictor d (B : Type) := point d -> point d -> R -> R -> point d -> strategy (input d) (fn d) B.
Fixpoint never_asks {d B} (x : point d) (s : strategy (input d) (fn d) B) : Prop :=
  match s with Answer _ => True | Ask q next => proj1_sig q <> x /\ forall f, never_asks x (next f) end.
Definition fair {d B} (D : predictor d B) := forall a b m M x,
  respects same_germ (D a b m M x) /\ never_asks x (D a b m M x).
(** what can be told for each x in S *)
Definition predicts_on {d} (S : point d -> Prop) (C : class d) (T : rule d) (eps : R) := exists D : predictor d R, fair D /\
  forall f a b, C f -> T f a b -> forall x, cube x -> S x ->
  Rabs (f x - play whole (D a b (f a) (f b) x) f) <= eps * (f b - f a).
Definition predicts_side_on {d} (S : point d -> Prop) (C : class d) (T : rule d) := exists D : predictor d bool, fair D /\
  forall f a b, C f -> T f a b -> forall x, cube x -> S x ->
  (mid (f a) (f b) < f x -> play whole (D a b (f a) (f b) x) f = true) /\
  (f x < mid (f a) (f b) -> play whole (D a b (f a) (f b) x) f = false).
Definition unpredictable_on {d} (S : point d -> Prop) (C : class d) := forall T, tie_rule C T ->
  (forall eps, eps < 1/2 -> ~ predicts_on S C T eps) /\ ~ predicts_side_on S C T.
Definition told_first_does_not_help := forall r, match r with
  | BlackBox | NeuralNetwork | NNtrainedERM | PiecewiseAffine | Monotonic | Convex =>
      all_of r (fun d => unpredictable_on (fun _ => True))
  | _ => True end.
(** convex functions are unpredictable at vertices only; elsewhere one example beside x is enough *)
Definition predicts_by_one_example_on {d} (S : point d -> Prop) (C : class d) (eps : R) := exists beside : point d -> input d,
  forall f a b m M x, C f -> Phi f a b m M -> cube x -> S x ->
  proj1_sig (beside x) <> x /\ Rabs (f x - value f (beside x)) <= eps * (M - m).
Definition convex_told_first := forall k, unpredictable_on vertex (@convex (S k)) /\
  forall eps, 0 < eps -> predicts_by_one_example_on (fun x => ~ vertex x) (@convex (S k)) eps.
