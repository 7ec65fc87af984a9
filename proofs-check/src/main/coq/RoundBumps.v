(** Functions with an L-Lipschitz gradient: the highest bump on a ball, of height L r^2 / 4, and that bumps on disjoint balls
    may stand side by side. *)
Require Import Reals Lra List Psatz.
From Eyewitness Require Import Statements FurtherStatements HelpStatements OurStatements Points Distances Visualizations
  Networks Envelope SmoothFunctions.
Open Scope R_scope.

(** ** (x - p).(y - p) *)
Definition inner_at {d} (p x y : point d) := dot (lin2 1 (-1) x p) y - dot (lin2 1 (-1) x p) p.
Lemma inner_at_self d (p x : point d) : inner_at p x x = sumsq x p.
Proof.
  unfold inner_at; rewrite !dot_lin2; induction d as [|d IH]; simpl; [ring|]; specialize (IH (tl p) (tl x)); nra.
Qed.
Lemma sumsq_around d (p x y : point d) : sumsq x y = sumsq x p + sumsq y p - 2 * inner_at p x y.
Proof.
  unfold inner_at; rewrite !dot_lin2; induction d as [|d IH]; simpl; [ring|]; specialize (IH (tl p) (tl x) (tl y)); nra.
Qed.
Lemma inner_at_swap d (p q z : point d) : inner_at q p z = sumsq q p - inner_at p q z.
Proof.
  unfold inner_at; rewrite !dot_lin2; induction d as [|d IH]; simpl; [ring|]; specialize (IH (tl p) (tl q) (tl z)); nra.
Qed.
Lemma inner_at_comb d (p q x y : point d) t : inner_at p q (comb t y x) = t * inner_at p q y + (1 - t) * inner_at p q x.
Proof. unfold inner_at; rewrite dot_comb; ring. Qed.
Lemma l2_squared d (x y : point d) : l2 x y * l2 x y = sumsq x y.
Proof. apply sqrt_sqrt, sumsq_nonneg. Qed.
Lemma cauchy_schwarz d (p x y : point d) : inner_at p x y <= l2 x p * l2 y p.
Proof.
  pose proof (sumsq_around d p x y) as E; rewrite <- !l2_squared in E; pose proof (l2_metric d) as D.
  pose proof (dist_tri _ D x y p); pose proof (dist_tri _ D y x p) as T; rewrite (dist_sym _ D y x) in T.
  pose proof (dist_nonneg D x y); nra.
Qed.

(** ** Functions of the distance to p *)
Lemma radial_tangent d (p : point d) L (phi kappa : R -> R) : (forall t, 0 <= t -> Rabs (kappa t) <= L) ->
  (forall r t, 0 <= r -> 0 <= t -> Rabs (phi r - phi t - kappa t * t * (r - t)) <= L / 2 * ((r - t) * (r - t))) ->
  tangent L (fun y => phi (l2 y p)) (fun x => lin2 (kappa (l2 x p)) 0 (lin2 1 (-1) x p) x).
Proof.
  intros K H x y _ _; rewrite !(dot_lin2 _ (kappa (l2 x p)) 0); pose proof (cauchy_schwarz d p x y) as C.
  pose proof (inner_at_self d p x) as I; pose proof (sumsq_around d p x y) as S.
  rewrite <- l2_squared in I; rewrite <- (l2_squared d x p), <- (l2_squared d y p) in S.
  pose proof (dist_nonneg (l2_metric d) x p) as T; pose proof (dist_nonneg (l2_metric d) y p) as T'.
  specialize (K _ T); specialize (H _ _ T' T); rewrite S; unfold inner_at in *.
  set (t := l2 x p) in *; set (r := l2 y p) in *; set (D := dot (lin2 1 (-1) x p) y) in *; set (Dx := dot (lin2 1 (-1) x p) x) in *.
  set (Dp := dot (lin2 1 (-1) x p) p) in *; clearbody t r D Dx Dp.
  replace (phi r - phi t - (kappa t * D + 0 * dot x y - (kappa t * Dx + 0 * dot x x)))
    with (phi r - phi t - kappa t * t * (r - t) + kappa t * (r * t - (D - Dp)))
    by (replace Dx with (Dp + t * t) by lra; ring).
  eapply Rle_trans; [apply Rabs_triang|]; rewrite Rabs_mult, (Rabs_right (r * t - (D - Dp))) by lra.
  assert (Rabs (kappa t) * (r * t - (D - Dp)) <= L * (r * t - (D - Dp))) by (apply Rmult_le_compat_r; lra); nra.
Qed.

(** ** The bump: down with curvature 1 on the inner half, up with curvature 1 on the outer half *)
Definition shape r t := if Rle_dec t (r / 2) then r * r / 4 - t * t / 2 else if Rle_dec t r then (r - t) * (r - t) / 2 else 0.
Definition pull r t := if Rle_dec t (r / 2) then -1 else if Rle_dec t r then - (r - t) / t else 0.
Definition slope r t := if Rle_dec t (r / 2) then - t else if Rle_dec t r then - (r - t) else 0.
Lemma pull_slope r t : 0 < r -> pull r t * t = slope r t.
Proof. intros Hr; unfold pull, slope; destruct (Rle_dec t (r / 2)), (Rle_dec t r); try lra; field; lra. Qed.
Lemma pull_bounded r t : 0 < r -> 0 <= t -> Rabs (pull r t) <= 1.
Proof.
  intros Hr Ht; apply Rabs_le; unfold pull; destruct (Rle_dec t (r / 2)); [lra|destruct (Rle_dec t r); [|lra]].
  assert (E : - (r - t) / t * t = - (r - t)) by (field; lra); set (q := - (r - t) / t) in *; clearbody q; split; nra.
Qed.
Lemma shape_tangent r s t : 0 < r -> 0 <= s -> 0 <= t ->
  Rabs (shape r s - shape r t - slope r t * (s - t)) <= 1 / 2 * ((s - t) * (s - t)).
Proof.
  intros Hr Hs Ht; unfold shape, slope; apply Rabs_le; set (h := r / 2) in *; replace r with (2 * h) by (unfold h; field).
  assert (Hh : 0 < h) by (unfold h; lra); clearbody h; clear r Hr.
  assert (S1 : 0 <= (s - h) * (s - h)) by apply Rle_0_sqr; assert (S2 : 0 <= (s - t) * (s - t)) by apply Rle_0_sqr.
  assert (S3 : 0 <= (s - 2 * t) * (s - 2 * t)) by apply Rle_0_sqr.
  destruct (Rle_dec s h), (Rle_dec s (2 * h)), (Rle_dec t h), (Rle_dec t (2 * h)); try lra; split; nra.
Qed.
Lemma shape_out r t : 0 < r -> r <= t -> shape r t = 0 /\ pull r t = 0.
Proof.
  intros Hr Ht; unfold shape, pull; destruct (Rle_dec t (r / 2)), (Rle_dec t r); try lra; split; try lra.
  - replace t with r by lra; field.
  - replace t with r by lra; field; lra.
Qed.
Lemma shape_range r t : 0 < r -> 0 <= t -> 0 <= shape r t <= r * r / 4 /\ (shape r t = r * r / 4 -> t = 0).
Proof.
  intros Hr Ht; unfold shape; destruct (Rle_dec t (r / 2)), (Rle_dec t r); try lra; split; try split; try intros; nra.
Qed.

Section RoundBump.
Context {d : nat}.
Variable L : R.
Hypothesis HL : 0 <= L.
Definition round_bump s (p : point d) r : fn d := fun y => s * L * shape r (l2 y p).
Definition round_slope s (p : point d) r (x : point d) : point d := lin2 (s * L * pull r (l2 x p)) 0 (lin2 1 (-1) x p) x.
Lemma round_tangent s p r : Rabs s <= 1 -> 0 < r -> tangent L (round_bump s p r) (round_slope s p r).
Proof.
  intros Hs Hr; apply (radial_tangent d p L (fun t => s * L * shape r t) (fun t => s * L * pull r t)).
  - intros t Ht; rewrite !Rabs_mult, (Rabs_right L) by lra; pose proof (pull_bounded r t Hr Ht).
    pose proof (Rabs_pos s); pose proof (Rabs_pos (pull r t)); assert (Rabs s * Rabs (pull r t) <= 1) by nra; nra.
  - intros q t Hq Ht; replace (s * L * pull r t * t) with (s * L * (pull r t * t)) by ring.
    rewrite pull_slope by auto; replace (s * L * shape r q - s * L * shape r t - s * L * slope r t * (q - t))
      with (s * L * (shape r q - shape r t - slope r t * (q - t))) by ring.
    rewrite !Rabs_mult, (Rabs_right L) by lra; pose proof (shape_tangent r q t Hr Hq Ht) as S.
    pose proof (Rabs_pos s); set (z := Rabs (shape r q - _ - _)) in *; assert (0 <= z) by apply Rabs_pos; clearbody z.
    assert (Rabs s * z <= 1 / 2 * ((q - t) * (q - t))) by nra; nra.
Qed.
Definition off (p : point d) r x := r <= l2 x p.
Lemma off_bump s p r x : 0 < r -> off p r x -> round_bump s p r x = 0 /\ forall y, dot (round_slope s p r x) y = 0.
Proof.
  intros Hr O; destruct (shape_out r _ Hr O) as [E E']; unfold round_bump, round_slope; rewrite E, E'; split; [ring|].
  intros y; rewrite dot_lin2; ring.
Qed.
Lemma bump_values s p r x : 0 < r -> Rabs s <= 1 -> - (L * (r * r / 4)) <= round_bump s p r x <= L * (r * r / 4).
Proof.
  intros Hr Hs; unfold round_bump; destruct (shape_range r (l2 x p) Hr (dist_nonneg (l2_metric d) x p)) as (S & _).
  apply Rabs_le_inv; rewrite !Rabs_mult, (Rabs_right L), (Rabs_right (shape _ _)) by lra; pose proof (Rabs_pos s).
  assert (Rabs s * shape r (l2 x p) <= r * r / 4) by nra; nra.
Qed.
Lemma bump_summit s p r x : 0 < L -> 0 < r -> 0 < s <= 1 -> round_bump s p r x = L * (r * r / 4) -> x = p.
Proof.
  intros HL' Hr Hs; unfold round_bump; destruct (shape_range r (l2 x p) Hr (dist_nonneg (l2_metric d) x p)) as (S & E).
  intros Q; assert (E0 : shape r (l2 x p) = r * r / 4).
  { assert (s * shape r (l2 x p) = r * r / 4) by (apply (Rmult_eq_reg_l L); lra); nra. }
  specialize (E E0); destruct (eq_dec x p) as [|N]; auto; pose proof (dist_pos _ (l2_metric d) x p N); lra.
Qed.
Lemma bump_at_summit s p r : 0 < r -> round_bump s p r p = s * L * (r * r / 4).
Proof.
  intros Hr; unfold round_bump, shape; rewrite (dist_refl _ (l2_metric d)); destruct (Rle_dec 0 (r / 2)); [|lra]; field.
Qed.

(** ** Bumps on disjoint balls: between a point of one and a point of the other there is a point of neither *)
Variable I : Type.
Variables (s : I -> R) (p : I -> point d) (r : I -> R).
Hypothesis Hs : forall i, Rabs (s i) <= 1.
Hypothesis Hr : forall i, 0 < r i.
Hypothesis apart : forall i j, i <> j -> r i + r j <= l2 (p i) (p j).
Hypothesis I_dec : forall i j : I, i = j \/ i <> j.
Let f i := round_bump (s i) (p i) (r i).
Let G i := round_slope (s i) (p i) (r i).
Lemma between i j x y : i <> j -> cube x -> cube y -> off (p j) (r j) x -> off (p i) (r i) y ->
  Rabs (f j y - f i x - (dot (G i x) y - dot (G i x) x)) <= L / 2 * sumsq x y.
Proof.
  intros N Hx Hy Ox Oy; pose proof (apart i j N) as A; pose proof (Hr i) as Ri; pose proof (Hr j) as Rj.
  rewrite (dist_sym _ (l2_metric d)) in A; pose (W := l2 (p j) (p i)); fold W in A.
  assert (Oi : forall z, W * r i <= inner_at (p i) (p j) z -> off (p i) (r i) z).
  { intros z Hz; pose proof (cauchy_schwarz d (p i) (p j) z) as C; fold W in C; unfold off; nra. }
  assert (Oj : forall z, inner_at (p i) (p j) z <= W * r i -> off (p j) (r j) z).
  { intros z Hz; pose proof (cauchy_schwarz d (p j) (p i) z) as C; rewrite inner_at_swap, (dist_sym _ (l2_metric d) (p i)) in C.
    rewrite <- l2_squared in C; fold W in C; unfold off; nra. }
  pose proof (round_tangent (s i) (p i) (r i) (Hs i) Ri) as Ti; pose proof (round_tangent (s j) (p j) (r j) (Hs j) Rj) as Tj.
  fold (f i) (G i) in Ti; fold (f j) (G j) in Tj.
  assert (Z : forall k z, off (p k) (r k) z -> f k z = 0 /\ forall w, dot (G k z) w = 0) by (intros k z; apply off_bump; auto).
  destruct (Rle_dec (W * r i) (inner_at (p i) (p j) x)) as [Cx|Cx].
  { destruct (Z i x (Oi x Cx)) as [E E'], (Z j x Ox) as [E1 E2]; specialize (Tj x y Hx Hy).
    rewrite E, !E'; rewrite E1, !E2 in Tj; exact Tj. }
  destruct (Rle_dec (inner_at (p i) (p j) y) (W * r i)) as [Cy|Cy].
  { destruct (Z i y Oy) as [E E'], (Z j y (Oj y Cy)) as [E1 E2]; specialize (Ti x y Hx Hy).
    rewrite E1; rewrite E in Ti; exact Ti. }
  apply Rnot_le_lt in Cx; apply Rnot_le_lt in Cy.
  set (hx := inner_at (p i) (p j) x) in *; set (hy := inner_at (p i) (p j) y) in *; set (c := W * r i) in *.
  pose (t := (c - hx) / (hy - hx)); assert (Et : t * (hy - hx) = c - hx) by (unfold t; field; lra).
  assert (Ht : 0 < t < 1) by (clearbody t; split; nra).
  pose (z := comb t y x); assert (Cz : cube z) by (apply comb_cube; auto; lra).
  assert (Hz : inner_at (p i) (p j) z = c) by (unfold z; rewrite inner_at_comb; fold hx hy; clearbody t; nra).
  destruct (Z i z (Oi z ltac:(lra))) as [Ei Ei'], (Z j z (Oj z ltac:(lra))) as [Ej Ej'].
  pose proof (Ti x z Hx Cz) as B1; pose proof (Ti z x Cz Hx) as B2; pose proof (Tj z y Cz Hy) as B3.
  rewrite Ei in B1, B2; rewrite !Ei' in B2; rewrite Ej, !Ej' in B3.
  assert (Sx : sumsq x z = t * t * sumsq x y).
  { unfold z; rewrite <- (comb_0 d y x) at 1; rewrite sumsq_comb, (sumsq_sym d x y); ring. }
  assert (Sy : sumsq z y = (1 - t) * (1 - t) * sumsq x y).
  { unfold z; rewrite <- (comb_1 d y x) at 2; rewrite sumsq_comb, (sumsq_sym d x y); ring. }
  rewrite (sumsq_sym d z x) in B2; rewrite Sx in B1, B2; rewrite Sy in B3.
  unfold z in B1; rewrite dot_comb in B1; pose proof (sumsq_nonneg x y) as Q.
  set (S := sumsq x y) in *; set (A1 := f i x) in *; set (A2 := f j y) in *;
  set (g := dot (G i x) y) in *; set (g' := dot (G i x) x) in *.
  clearbody S A1 A2 g g' t; apply Rabs_le_inv in B1; apply Rabs_le_inv in B2; apply Rabs_le_inv in B3.
  assert (Bg : - (L * t * S) <= g - g' <= L * t * S).
  { assert (- (L * t * S) * t <= (g - g') * t <= L * t * S * t) by nra; split; apply (Rmult_le_reg_r t); lra. }
  assert (- (L * t * S) * (1 - t) <= (g - g') * (1 - t) <= L * t * S * (1 - t)) by (split; apply Rmult_le_compat_r; lra).
  apply Rabs_le; split; nra.
Qed.
(** so the sum of all bumps, given by the one that x is on, has the gradient that it should *)
Theorem side_by_side (F : fn d) (GF : point d -> point d) : (forall x, cube x -> exists i, (forall j, j <> i -> off (p j) (r j) x) /\
    F x = f i x /\ forall y, dot (GF x) y = dot (G i x) y) -> tangent L F GF.
Proof.
  intros H x y Hx Hy; destruct (H x Hx) as (i & Oi & -> & Gi), (H y Hy) as (j & Oj & -> & _); rewrite !Gi.
  destruct (I_dec i j) as [->|N]; [apply round_tangent; auto|apply between; auto].
Qed.
End RoundBump.
