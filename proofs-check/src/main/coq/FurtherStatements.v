(** Further statements: the whole of docs/theory.md, section 4, on Lipschitz functions; and stronger forms of
    the statements in [Statements.v]. *)
Require Import Reals List.
Import ListNotations.
From Eyewitness Require Import Statements.
Open Scope R_scope.

(** the decoder that always answers mid; so eps* is 1/2 at most *)
Definition mid_errs_by_half_the_range := forall d (f : fn d) a b m M, Phi f a b m M ->
  forall x, cube x -> Rabs (f x - mid m M) <= (M - m) / 2.

(** * Lipschitz functions, one visualization at a time: L1-L4, L8, L9 *)

Definition upper {d} dist L (a : point d) m M : fn d := fun x => Rmin M (m + L * dist x a).
Definition lower {d} dist L (b : point d) m M : fn d := fun x => Rmax m (M - L * dist x b).
Definition envelope {d} dist L (a b : point d) m M t : fn d := fun x =>
  (1 - t) * lower dist L b m M x + t * upper dist L a m M x.
Definition between {d} (dist : point d -> point d -> R) a b := forall x, cube x -> dist x a + dist x b = dist a b.

Definition lipschitz_L1 := forall d dist L (f : fn d) a b m M, metric dist -> lipschitz dist L f -> Phi f a b m M ->
  M - m <= L * dist a b /\ forall x, cube x -> lower dist L b m M x <= f x <= upper dist L a m M x.
Definition lipschitz_L2 := forall d dist L (a b : point d) m M t, possible dist L a b m M -> 0 < t < 1 ->
  lipschitz dist L (envelope dist L a b m M t) /\ unique_Phi (envelope dist L a b m M t) a b m M.
(** (U + l)/2 is an optimal decoder; eps* of this visualization is sup (U - l) / (2 (M - m)) *)
Definition lipschitz_L3 := forall d dist L (a b : point d) m M, possible dist L a b m M ->
  let U := upper dist L a m M in let l := lower dist L b m M in
  (forall f x, lipschitz dist L f -> Phi f a b m M -> cube x -> Rabs (f x - (U x + l x) / 2) <= (U x - l x) / 2) /\
  (forall x z e, 0 < e ->
    exists f, lipschitz dist L f /\ unique_Phi f a b m M /\ (U x - l x) / 2 - e <= Rabs (f x - z)) /\
  exists e, is_lub (fun v => exists x, cube x /\ v = (U x - l x) / (2 * (M - m))) e /\
    always (eps_star e) (fun f => lipschitz dist L f /\ unique_Phi f a b m M).
(** when is all of f known? For l1: a and b are opposite vertices. For l2 and linf in d >= 2: never. *)
Definition lipschitz_L4 :=
  (forall d dist L (a b : point d) m M, normlike dist -> possible dist L a b m M ->
    (forall x, cube x -> upper dist L a m M x = lower dist L b m M x) <-> L * dist a b = M - m /\ between dist a b) /\
  (forall d (a b : point d), cube a -> cube b -> between l1 a b <-> l1 a b = INR d) /\
  (forall dist, normlike dist -> between dist (diag 1 0) (diag 1 1)) /\
  (forall k (a b : point (S (S k))), cube a -> cube b -> a <> b -> ~ between l2 a b /\ ~ between linf a b).
Definition lipschitz_L8 := forall d dist L (f : fn d) a b m M x, possible dist L a b m M -> lipschitz dist L f ->
  Phi f a b m M -> cube x -> side_known dist L a b m M x ->
  Rabs (f x - (upper dist L a m M x + lower dist L b m M x) / 2) <= (M - m) / 4.
(** far from a and b nearly every value occurs; so over the class nothing is known, whatever L *)
Definition lipschitz_L9 :=
  (forall d dist L (a b : point d) m M x h, possible dist L a b m M ->
    M - m <= L * dist x a -> M - m <= L * dist x b ->
    envelope dist L a b m M (1 - h / (M - m)) x = M - h /\ envelope dist L a b m M (h / (M - m)) x = m + h) /\
  (forall k (dist : point (S k) -> point (S k) -> R) L, metric dist -> 0 < L -> all_no (lipschitz dist L)).

(** "only for small L" over a class: L-Lipschitz units (l1) with range at least R0 *)
Definition lipschitz_with_range {d} L R0 : class d := fun f =>
  lipschitz l1 L f /\ exists a b m M, Phi f a b m M /\ R0 <= M - m.
Definition side_by_least_range := forall k L R0, 0 < L -> 0 < R0 ->
  (L * INR (S k) <= R0 -> all_yes (@lipschitz_with_range (S k) L R0)) /\
  (R0 < L * INR (S k) -> never side (@lipschitz_with_range (S k) L R0)) /\
  (L * INR (S k) = R0 -> exists f, @lipschitz_with_range (S k) L R0 f).

(** * Stronger forms *)

(** the whole tie sets, and the values there *)
Definition same_tie_sets {d} (f g : fn d) :=
  (forall x, is_min f x <-> is_min g x) /\ (forall x, is_max f x <-> is_max g x) /\
  (forall x, is_min f x \/ is_max f x -> f x = g x).
Definition sees_tie_sets {d} (C : class d) (D : fn d -> fn d) :=
  forall f g, C f -> C g -> same_tie_sets f g -> forall x, cube x -> D f x = D g x.
Definition tie_sets_do_not_help := forall r, no_row r -> all_of r (fun d C =>
  forall D, sees_tie_sets C D -> forall eps, eps < 1/2 ->
  ~ forall f a b m M, C f -> Phi f a b m M -> forall x, cube x -> Rabs (f x - D f x) <= eps * (M - m)).

(** every non-constant trained network, whatever it shows; with P = [] every non-constant network *)
Definition every_visualization_is_ambiguous := forall d (P : list (point d)) risk f a b m M h, in_cube P ->
  trained_network P risk f -> Phi f a b m M -> 0 < h < (M - m) / 2 -> exists f1 f2 x,
    trained_network P risk f1 /\ trained_network P risk f2 /\ same_tie_sets f f1 /\ same_tie_sets f f2 /\
    (forall p, In p P -> f1 p = f p /\ f2 p = f p) /\ cube x /\ ~ In x P /\ M - h <= f1 x /\ f2 x <= m + h.

(** ties broken by a function of f *)
Definition selections_do_not_help := forall r, no_row r -> all_of r (fun d C =>
  forall sel, (forall f, C f -> has_vis f -> is_min f (fst (sel f)) /\ is_max f (snd (sel f))) ->
  forall eps, eps < 1/2 -> ~ exists D : decoder d, forall f, C f -> has_vis f -> forall x, cube x ->
    let a := fst (sel f) in let b := snd (sel f) in Rabs (f x - D a b (f a) (f b) x) <= eps * (f b - f a)).

(** of logits zs and labels 1, -1 *)
Fixpoint cross_entropy (ys zs : list R) : R :=
  match ys, zs with y :: ys, z :: zs => ln (1 + exp (- (y * z))) + cross_entropy ys zs | _, _ => 0 end.
(** any risk whose minimum is attained: always so for squared loss, not always for cross-entropy *)
Definition any_loss :=
  (forall k (P : list (point (S k))) risk, in_cube P -> (exists f, trained_network P risk f) ->
    all_no (trained_network P risk) /\ side_misjudged (trained_network P risk) /\
    half_range_attained (without_ties (trained_network P risk))) /\
  (forall d (data : list (point d * R)), exists f, least_squares_network data f) /\
  (forall d (x : point d), (exists f, trained_network [x; x] (cross_entropy [1; -1]) f) /\
    ~ exists f, trained_network [x] (cross_entropy [1]) f).

(** * Which visualizations: not only that of one pair of extremisers *)

(** two members that show a, b, m and M and no other extremiser, at some x nearly the whole range apart *)
Definition ambiguous_at {d} (C : class d) a b m M := forall h, 0 < h < 1/2 -> exists f1 f2 x,
  C f1 /\ C f2 /\ unique_Phi f1 a b m M /\ unique_Phi f2 a b m M /\ cube x /\
  M - h * (M - m) <= f1 x /\ f2 x <= m + h * (M - m).

(** vertices of X: 0 or 1 in each coordinate; two that differ in each *)
Fixpoint vertex {d} : point d -> Prop :=
  match d with O => fun _ => True | S _ => fun b => (hd b = 0 \/ hd b = 1) /\ vertex (tl b) end.
Fixpoint opposite {d} : point d -> point d -> Prop :=
  match d with O => fun _ _ => True
  | S _ => fun a b => (hd a = 0 /\ hd b = 1 \/ hd a = 1 /\ hd b = 0) /\ opposite (tl a) (tl b) end.
Definition affine_at_any_vertices :=
  (forall k (a b : point (S (S k))) m M, opposite a b -> m < M -> ambiguous_at affine a b m M) /\
  (forall d (f : fn d) a b m M, affine f -> unique_Phi f a b m M -> opposite a b).
Definition convex_at_any_vertex :=
  (forall d (a b : point d) m M, cube a -> vertex b -> a <> b -> m < M -> ambiguous_at convex a b m M) /\
  (forall d (f : fn d) a b m M, convex f -> unique_Phi f a b m M -> vertex b).
(** a and b off the training inputs, m and M beyond the outputs there *)
Definition trained_networks_at_any_extremisers := forall d (P : list (point d)) risk f a b m M,
  in_cube P -> trained_network P risk f -> cube a -> cube b -> a <> b -> ~ In a P -> ~ In b P ->
  m < M -> (forall p, In p P -> m < f p < M) -> ambiguous_at (trained_network P risk) a b m M.

(** * Who has a visualization *)

Definition piecewise_affine_attain_extremes := forall d (f : fn d), piecewise_affine f -> has_vis f.
(** convex functions have a maximum, at a vertex, but perhaps no minimum; of Lipschitz ones it depends on the metric *)
Definition who_attains_extremes :=
  (forall d (f : fn d), network f \/ monotone f \/ affine f \/ constant f -> has_vis f) /\
  (forall d (dist : point d -> point d -> R) L K f, metric dist -> 0 <= L -> 0 <= K ->
    (forall x y, dist x y <= K * l1 x y) -> lipschitz dist L f -> has_vis f) /\
  (forall d (f : fn d), convex f -> exists b, vertex b /\ is_max f b) /\
  (forall k, exists f : fn (S k), convex f /\ ~ has_vis f) /\
  (forall k, exists dist (f : fn (S k)), metric dist /\ lipschitz dist 1 f /\ ~ has_vis f).
