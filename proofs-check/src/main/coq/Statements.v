(** What is proved, in one file: the definitions and the final statements. [Theorems.v] proves every
    statement; a reader who trusts Coq can stop at the end of this file. ([FurtherStatements.v] has more
    about Lipschitz functions, and stronger forms.)

    Source: Geirhos, Zimmermann, Bilodeau, Brendel, Kim, "Don't trust your eyes: on the (un)reliability
    of feature visualizations" (ICML 2024), the table of function classes, theorems 1 and 2.
    docs/formal.md says why the definitions are what they are; docs/theory.md has the proofs on paper. *)
Require Export Reals.
Require Import List.
Import ListNotations.
Open Scope R_scope.

(** * The input space X = [0,1]^d *)

(** a point of R^d: nested pairs, so that equality needs no axiom *)
Fixpoint point (d : nat) : Type := match d with O => unit | S d => (R * point d)%type end.
Definition hd {d} (x : point (S d)) : R := fst x.
Definition tl {d} (x : point (S d)) : point d := snd x.
Arguments hd {d} !x /. Arguments tl {d} !x /.
Fixpoint cube {d} : point d -> Prop :=
  match d with O => fun _ => True | S _ => fun x => 0 <= hd x <= 1 /\ cube (tl x) end.
(** (c, ..., c) *)
Fixpoint diag d (c : R) : point d := match d with O => tt | S d => (c, diag d c) end.
(** w.x *)
Fixpoint dot {d} : point d -> point d -> R :=
  match d with O => fun _ _ => 0 | S _ => fun w x => hd w * hd x + dot (tl w) (tl x) end.
(** t x + (1-t) y *)
Fixpoint comb {d} (t : R) : point d -> point d -> point d :=
  match d with O => fun _ _ => tt | S _ => fun x y => (t * hd x + (1 - t) * hd y, comb t (tl x) (tl y)) end.
(** x <= y in each coordinate *)
Fixpoint leq {d} : point d -> point d -> Prop :=
  match d with O => fun _ _ => True | S _ => fun x y => hd x <= hd y /\ leq (tl x) (tl y) end.

Fixpoint l1 {d} : point d -> point d -> R :=
  match d with O => fun _ _ => 0 | S _ => fun x y => Rabs (hd x - hd y) + l1 (tl x) (tl y) end.
Fixpoint linf {d} : point d -> point d -> R :=
  match d with O => fun _ _ => 0 | S _ => fun x y => Rmax (Rabs (hd x - hd y)) (linf (tl x) (tl y)) end.
Fixpoint sumsq {d} : point d -> point d -> R :=
  match d with O => fun _ _ => 0 | S _ => fun x y => (hd x - hd y) * (hd x - hd y) + sumsq (tl x) (tl y) end.
Definition l2 {d} (x y : point d) : R := sqrt (sumsq x y).

Record metric {d} (dist : point d -> point d -> R) : Prop := {
  dist_refl : forall x, dist x x = 0;
  dist_pos  : forall x y, x <> y -> 0 < dist x y;
  dist_sym  : forall x y, dist x y = dist y x;
  dist_tri  : forall x y z, dist x z <= dist x y + dist y z }.
(** what is used of the distance of a norm; l1, l2 and linf are such *)
Record normlike {d} (dist : point d -> point d -> R) : Prop := {
  normlike_metric : metric dist;
  normlike_comb   : forall t s x y, dist (comb t x y) (comb s x y) = Rabs (t - s) * dist x y }.

(** * Feature visualizations *)

Definition fn d := point d -> R.
Definition class d := fn d -> Prop.
Definition is_min {d} (f : fn d) a := cube a /\ forall x, cube x -> f a <= f x.
Definition is_max {d} (f : fn d) b := cube b /\ forall x, cube x -> f x <= f b.

(** f shows the minimiser a, the maximiser b and their values m and M (a relation: there may be ties) *)
Definition Phi {d} (f : fn d) a b m M := is_min f a /\ is_max f b /\ f a = m /\ f b = M.
(** ... and has no other minimiser or maximiser *)
Definition unique_Phi {d} (f : fn d) a b m M :=
  Phi f a b m M /\ (forall x, is_min f x -> x = a) /\ (forall x, is_max f x -> x = b).
Definition has_vis {d} (f : fn d) := exists a b m M, Phi f a b m M.

(** a tie rule for the class C: which extremisers of f may be shown; it may depend on all of f *)
Definition rule d := fn d -> point d -> point d -> Prop.
Record tie_rule {d} (C : class d) (T : rule d) : Prop := {
  rule_sound : forall f a b, C f -> T f a b -> is_min f a /\ is_max f b;
  rule_total : forall f, C f -> has_vis f -> exists a b, T f a b }.

(** * What a decoder can tell from a visualization *)

Definition decoder d := point d -> point d -> R -> R -> fn d.
Definition side_decoder d := point d -> point d -> R -> R -> point d -> bool.
Definition mid m M := (m + M) / 2.

Definition exact {d} (C : class d) (T : rule d) := exists D : decoder d,
  forall f a b, C f -> T f a b -> forall x, cube x -> D a b (f a) (f b) x = f x.
(** the error is at most eps times the range, everywhere *)
Definition within {d} (C : class d) (T : rule d) (eps : R) := exists D : decoder d,
  forall f a b, C f -> T f a b -> forall x, cube x -> Rabs (f x - D a b (f a) (f b) x) <= eps * (f b - f a).
Definition approx {d} (C : class d) (T : rule d) := forall eps, 0 < eps -> within C T eps.
(** is f(x) closer to the maximum (true) or to the minimum (false)? *)
Definition side {d} (C : class d) (T : rule d) := exists D : side_decoder d,
  forall f a b, C f -> T f a b -> forall x, cube x ->
  (mid (f a) (f b) < f x -> D a b (f a) (f b) x = true) /\
  (f x < mid (f a) (f b) -> D a b (f a) (f b) x = false).
(** e is the best share of the range that a decoder can guarantee, and is reached *)
Definition eps_star e {d} (C : class d) (T : rule d) := forall eps, 0 <= eps -> (within C T eps <-> e <= eps).

(** Yes: under every tie rule. No: under none. *)
Definition always {d} (N : class d -> rule d -> Prop) C := forall T, tie_rule C T -> N C T.
Definition never {d} (N : class d -> rule d -> Prop) C := forall T, tie_rule C T -> ~ N C T.
Definition all_yes {d} (C : class d) :=
  always exact C /\ always approx C /\ always side C /\ always (eps_star 0) C.
Definition all_no {d} (C : class d) :=
  never exact C /\ never approx C /\ never side C /\ always (eps_star (1/2)) C.

(** * The classes of the table *)

Definition black_box {d} : class d := has_vis.
Definition constant {d} : class d := fun f => exists c, forall x, cube x -> f x = c.
Definition affine {d} : class d := fun f => exists w c, forall x, cube x -> f x = dot w x + c.
Definition monotone {d} : class d := fun f => forall x y, cube x -> cube y -> leq x y -> f x <= f y.
Definition convex {d} : class d := fun f => forall x y t, cube x -> cube y -> 0 <= t <= 1 ->
  f (comb t x y) <= t * f x + (1 - t) * f y.
Definition lipschitz {d} dist L : class d := fun f => forall x y, cube x -> cube y -> f x - f y <= L * dist x y.

(** finitely many closed polyhedra cover X; on each f is affine *)
Definition affine_value {d} (l : point d * R) (x : point d) := dot (fst l) x + snd l.
Definition inside {d} (Q : list (point d * R)) (x : point d) := forall l, In l Q -> 0 <= affine_value l x.
Definition piecewise_affine {d} : class d := fun f => exists pieces : list (list (point d * R) * (point d * R)),
  (forall x, cube x -> exists p, In p pieces /\ inside (fst p) x) /\
  (forall p x, In p pieces -> cube x -> inside (fst p) x -> f x = affine_value (snd p) x).

(** fully connected ReLU networks: k neurons with n inputs each, any depth, one linear output *)
Definition relu z := Rmax 0 z.
Fixpoint layer (n k : nat) : Type := match k with O => unit | S k => ((point n * R) * layer n k)%type end.
Fixpoint run {n k} : layer n k -> point n -> point k :=
  match k with O => fun _ _ => tt
  | S k => fun A x => (relu (dot (fst (fst A)) x + snd (fst A)), run (snd A) x) end.
Inductive net : nat -> Type :=
| Output n (w : point n) (c : R) : net n
| Hidden n k (A : layer n k) (N : net k) : net n.
Arguments Output {n}. Arguments Hidden {n k}.
Fixpoint eval {n} (N : net n) : point n -> R :=
  match N with Output w c => fun x => dot w x + c | Hidden A N => fun x => eval N (run A x) end.
Definition network {d} : class d := fun f => exists N : net d, forall x, cube x -> f x = eval N x.

(** networks that attain the least risk, any function of the outputs at the training inputs P *)
Definition trained_network {d} (P : list (point d)) (risk : list R -> R) : class d := fun f =>
  network f /\ forall g, network g -> risk (map f P) <= risk (map g P).
Definition in_cube {d} (P : list (point d)) := forall p, In p P -> cube p.
Fixpoint squared_loss (ys zs : list R) : R :=
  match ys, zs with y :: ys, z :: zs => (y - z) * (y - z) + squared_loss ys zs | _, _ => 0 end.
Definition least_squares_network {d} (data : list (point d * R)) : class d :=
  trained_network (map fst data) (squared_loss (map snd data)).

(** * The table *)

Inductive row := BlackBox | NeuralNetwork | NNtrainedERM | LLipschitz | PiecewiseAffine
  | Monotonic | Convex | AffineDimGt1 | AffineDim1 | Constant.
Inductive notion := Exactly | Approximately | CloserToMinOrMax.
Inductive answer := Yes | No | OnlyForSmallL.

(** as printed in the paper *)
Definition paper (r : row) (n : notion) : answer :=
  match r, n with
  | LLipschitz, CloserToMinOrMax => OnlyForSmallL
  | AffineDim1, _ | Constant, _  => Yes
  | _, _                         => No
  end.

(** Q of every class that the row is about: all dimensions, data sets, metrics and L *)
Definition all_of (r : row) (Q : forall d, class d -> Prop) : Prop :=
  match r with
  | BlackBox        => forall k, Q (S k) black_box
  | NeuralNetwork   => forall k, Q (S k) network
  | NNtrainedERM    => forall k (data : list (point (S k) * R)), in_cube (map fst data) ->
                         Q (S k) (least_squares_network data)
  | LLipschitz      => forall k dist L, metric dist -> 0 < L -> Q (S k) (lipschitz dist L)
  | PiecewiseAffine => forall k, Q (S k) piecewise_affine
  | Monotonic       => forall k, Q (S k) monotone
  | Convex          => forall k, Q (S k) convex
  | AffineDimGt1    => forall k, Q (S (S k)) affine
  | AffineDim1      => Q 1%nat affine
  | Constant        => forall d, Q d constant
  end.
Definition ask (n : notion) {d} : class d -> rule d -> Prop :=
  match n with Exactly => exact | Approximately => approx | CloserToMinOrMax => side end.
Definition over_the_class (r : row) (n : notion) (a : answer) : Prop :=
  match a with
  | Yes => all_of r (fun d => always (ask n))
  | No  => all_of r (fun d => never (ask n))
  | OnlyForSmallL => False
  end.
Definition best_error (r : row) (e : R) : Prop := all_of r (fun d => always (eps_star e)).

(** * Row 4: L-Lipschitz functions, one visualization at a time (docs/theory.md, section 4) *)

(** some L-Lipschitz function has this visualization (L1, L2) *)
Definition possible {d} (dist : point d -> point d -> R) L a b m M :=
  metric dist /\ 0 < L /\ cube a /\ cube b /\ m < M /\ M - m <= L * dist a b.
(** all L-Lipschitz functions with this visualization are on one side of mid at x *)
Definition side_known {d} dist L (a b : point d) m M x := exists s : bool,
  forall f, lipschitz dist L f -> Phi f a b m M -> (mid m M < f x -> s = true) /\ (f x < mid m M -> s = false).
Definition balls_cover {d} (dist : point d -> point d -> R) a b :=
  forall x, cube x -> dist x a <= dist a b / 2 \/ dist x b <= dist a b / 2.

(** where the side is known; as L grows it is known at fewer points *)
Definition lipschitz_L5 :=
  (forall d dist L (a b : point d) m M x, possible dist L a b m M -> cube x ->
    side_known dist L a b m M x <-> L * dist x a <= (M - m) / 2 \/ L * dist x b <= (M - m) / 2) /\
  (forall d dist L L' (a b : point d) m M x, metric dist -> L <= L' ->
    side_known dist L' a b m M x -> side_known dist L a b m M x).
Definition lipschitz_L6 := forall d dist L (a b : point d) m M, normlike dist -> possible dist L a b m M ->
  (M - m < L * dist a b -> ~ side_known dist L a b m M (comb (1/2) a b)) /\
  ((forall x, cube x -> side_known dist L a b m M x) <-> L * dist a b = M - m /\ balls_cover dist a b).
Definition lipschitz_L7 := forall k L (a b : point (S (S k))) m M, possible l2 L a b m M ->
  exists x, cube x /\ l2 a b / 2 < l2 x a /\ l2 a b / 2 < l2 x b /\ ~ side_known l2 L a b m M x.
Definition lipschitz_L7p :=
  (forall d (a b : point d), cube a -> cube b -> l1 a b = INR d -> balls_cover l1 a b) /\
  (forall k, balls_cover linf ((0, diag k (1/2)) : point (S k)) (1, diag k (1/2))) /\
  (forall dist, normlike dist -> balls_cover dist (diag 1 (1/4)) (diag 1 (3/4))).
(** row 4, third column: is the side known everywhere, per visualization? *)
Definition per_visualization (ans : answer) : Prop :=
  match ans with
  | Yes => forall d dist L (a b : point d) m M, normlike dist -> possible dist L a b m M ->
             forall x, cube x -> side_known dist L a b m M x
  | No  => forall d dist L (a b : point d) m M, normlike dist -> possible dist L a b m M ->
             ~ forall x, cube x -> side_known dist L a b m M x
  | OnlyForSmallL => lipschitz_L5 /\ lipschitz_L6 /\ lipschitz_L7 /\ lipschitz_L7p
  end.

(** * The table, theorems 1 and 2 *)

Definition holds (r : row) (n : notion) (a : answer) : Prop :=
  match r, n with LLipschitz, CloserToMinOrMax => per_visualization a | _, _ => over_the_class r n a end.

(** a No beside every Yes of [paper]: rows 1 to 8 *)
Definition no_row (r : row) := r <> AffineDim1 /\ r <> Constant.

Definition theorem_1 := forall r, no_row r -> all_of r (fun d C =>
  forall T, tie_rule C T -> forall (D : decoder d) eps, eps < 1/2 -> exists f a b x, C f /\ T f a b /\ f a < f b /\
    cube x /\ eps * (f b - f a) < Rabs (f x - D a b (f a) (f b) x)).

(** ... with half the range itself, for a single member: sup |f - D| >= (M - m)/2 *)
Definition sup_at_least {d} (g : fn d) (c : R) := forall B, B < c -> ~ (forall x, cube x -> Rabs (g x) <= B).
Definition half_range_attained {d} (C : class d) := forall T, tie_rule C T -> forall D : decoder d,
  exists f a b, C f /\ T f a b /\ f a < f b /\ sup_at_least (fun x => f x - D a b (f a) (f b) x) ((f b - f a) / 2).
(** the members on which no tie rule has a say *)
Definition without_ties {d} (C : class d) : class d := fun f => C f /\ exists a b m M, unique_Phi f a b m M.
Definition theorem_1_attained (r : row) (ans : answer) : Prop :=
  match ans, r with
  | Yes, _ => all_of r (fun d C => half_range_attained (without_ties C))
  | No, LLipschitz => forall k (dist : point (S k) -> point (S k) -> R) L, metric dist ->
      (exists K, forall x y, dist x y <= K * l1 x y) -> 0 < L -> ~ half_range_attained (without_ties (lipschitz dist L))
  | No, _ => all_of r (fun d C => ~ half_range_attained (without_ties C))
  | OnlyForSmallL, _ => False
  end.

(** whatever is decoded, some member is on the other side of mid somewhere *)
Definition side_misjudged {d} (C : class d) := forall T, tie_rule C T -> forall D : decoder d,
  exists f a b x, C f /\ T f a b /\ cube x /\
  ((mid (f a) (f b) < f x /\ D a b (f a) (f b) x <= mid (f a) (f b)) \/
   (f x < mid (f a) (f b) /\ mid (f a) (f b) < D a b (f a) (f b) x)).
Definition theorem_2 := forall r, no_row r -> all_of r (fun d => side_misjudged).
