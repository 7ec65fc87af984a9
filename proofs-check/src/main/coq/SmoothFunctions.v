(** Functions with an L-Lipschitz gradient: sums, hinges and bumps that have one, and how far examples and gradients reach. *)
Require Import Reals Lra Lia List Psatz.
Import ListNotations.
From Eyewitness Require Import Statements FurtherStatements HelpStatements OurStatements Points Distances Visualizations
  Networks Envelope Help Grids Architectures QuantisedNetworks RealWeights.
Open Scope R_scope.

Lemma sumsq_refl d (x : point d) : sumsq x x = 0.
Proof. induction d as [|d IH]; simpl; [auto|]; rewrite IH; ring. Qed.
Lemma sumsq_sym d (x y : point d) : sumsq x y = sumsq y x.
Proof. induction d as [|d IH]; simpl; [auto|]; rewrite IH; ring. Qed.
Lemma l1_squared d (x y : point d) : l1 y x * l1 y x <= INR d * INR d * sumsq x y.
Proof.
  assert (E : l2 y x * l2 y x = sumsq x y).
  { unfold l2; rewrite sqrt_sqrt by apply sumsq_nonneg; apply sumsq_sym. }
  rewrite <- E; pose proof (l1_le_linf d y x); pose proof (linf_le_l2 d y x); pose proof (l1_nonneg y x); pose proof (pos_INR d).
  assert (l1 y x <= INR d * l2 y x) by nra.
  replace (INR d * INR d * (l2 y x * l2 y x)) with (INR d * l2 y x * (INR d * l2 y x)) by ring; nra.
Qed.
Lemma sumsq_le_l1_on_cube d (x y : point d) : cube x -> cube y -> sumsq x y <= l1 y x.
Proof.
  induction d as [|d IH]; simpl; [lra|]; intros [Hx Hxs] [Hy Hys]; specialize (IH _ _ Hxs Hys).
  unfold Rabs; destruct (Rcase_abs (hd y - hd x)); nra.
Qed.
Lemma sumsq_lip d (p : point d) : exists B, 0 <= B /\ forall x y, cube x -> cube y ->
  Rabs (sumsq y p - sumsq x p) <= B * l1 y x.
Proof.
  induction d as [|d IH]; [exists 0; split; [lra|intros; simpl; rewrite Rminus_diag_eq, Rabs_R0; lra]|].
  destruct (IH (tl p)) as (B & HB & E); pose proof (Rabs_pos (hd p)).
  exists (2 + 2 * Rabs (hd p) + B); split; [lra|]; intros [x xs] [y ys] [Hx Hxs] [Hy Hys]; simpl in *.
  specialize (E xs ys Hxs Hys); pose proof (l1_nonneg ys xs); pose proof (Rabs_pos (y - x)).
  replace ((y - hd p) * (y - hd p) + sumsq ys (tl p) - ((x - hd p) * (x - hd p) + sumsq xs (tl p)))
    with ((y - x) * (y + x - 2 * hd p) + (sumsq ys (tl p) - sumsq xs (tl p))) by ring.
  eapply Rle_trans; [apply Rabs_triang|]; rewrite Rabs_mult.
  assert (Rabs (y + x - 2 * hd p) <= 2 + 2 * Rabs (hd p)).
  { pose proof (Rle_abs (hd p)); pose proof (Rle_abs (- hd p)) as A; rewrite Rabs_Ropp in A; apply Rabs_le; lra. }
  nra.
Qed.

(** ** Closed under linear combinations *)
Section Tangents.
Context {d : nat}.
Implicit Types f g : fn d.
Lemma tangent_lin a b l l' f g G G' : tangent l f G -> tangent l' g G' ->
  tangent (Rabs a * l + Rabs b * l') (fun y => a * f y + b * g y) (fun x => lin2 a b (G x) (G' x)).
Proof.
  intros F F' x y Hx Hy; specialize (F x y Hx Hy); specialize (F' x y Hx Hy); rewrite !dot_lin2.
  replace (a * f y + b * g y - (a * f x + b * g x) - (a * dot (G x) y + b * dot (G' x) y - (a * dot (G x) x + b * dot (G' x) x)))
    with (a * (f y - f x - (dot (G x) y - dot (G x) x)) + b * (g y - g x - (dot (G' x) y - dot (G' x) x))) by ring.
  eapply Rle_trans; [apply Rabs_triang|]; rewrite !Rabs_mult; pose proof (Rabs_pos a); pose proof (Rabs_pos b); nra.
Qed.
Lemma smooth_lin a b l l' f g : smooth l f -> smooth l' g -> smooth (Rabs a * l + Rabs b * l') (fun y => a * f y + b * g y).
Proof. intros [G F] [G' F']; eexists; apply tangent_lin; eauto. Qed.
Lemma smooth_le l l' f : l <= l' -> smooth l f -> smooth l' f.
Proof.
  intros H [G F]; exists G; intros x y Hx Hy; specialize (F x y Hx Hy); pose proof (sumsq_nonneg x y); nra.
Qed.
Lemma smooth_ext l f g : (forall x, g x = f x) -> smooth l f -> smooth l g.
Proof. intros E [G F]; exists G; intros x y Hx Hy; rewrite !E; auto. Qed.
Lemma smooth_const c : smooth 0 (fun _ : point d => c).
Proof. exists (fun _ => diag d 0); intros x y _ _; rewrite !dot_zero; replace (c - c - (0 - 0)) with 0 by ring; rewrite Rabs_R0; lra. Qed.
End Tangents.

(** the square of a ReLU is smooth *)
Lemma relu_squared z z' : Rabs (relu z' * relu z' - relu z * relu z - 2 * relu z * (z' - z)) <= (z' - z) * (z' - z).
Proof.
  assert (S : 0 <= (z' - z) * (z' - z)) by apply Rle_0_sqr.
  assert (S1 : 0 <= z * z) by apply Rle_0_sqr; assert (S2 : 0 <= z' * z') by apply Rle_0_sqr.
  destruct (relu_cases z) as [[H ->]|[H ->]], (relu_cases z') as [[H' ->]|[H' ->]].
  - replace (0 * 0 - 0 * 0 - 2 * 0 * (z' - z)) with 0 by ring; rewrite Rabs_R0; auto.
  - assert (0 <= z' * - z) by (apply Rmult_le_pos; lra); apply Rabs_le; split; lra.
  - assert (0 <= z * - z') by (apply Rmult_le_pos; lra); apply Rabs_le; split; lra.
  - replace (z' * z' - z * z - 2 * z * (z' - z)) with ((z' - z) * (z' - z)) by ring; rewrite Rabs_right; lra.
Qed.

(** ** Profiles of the mean of the coordinates *)
Section Profiles.
Context {k : nat}.
Local Notation d := (S k).
Lemma u_lip (x y : point d) : Rabs (u y - u x) <= l1 y x.
Proof.
  assert (D : 1 <= INR d) by (apply (le_INR 1); lia).
  assert (I : 0 < / INR d <= 1) by (split; [apply Rinv_0_lt_compat; lra|rewrite <- Rinv_1; apply Rinv_le_contravar; lra]).
  unfold u; rewrite !dot_diag_l; replace (/ INR d * sum y - / INR d * sum x) with (/ INR d * (sum y - sum x)) by ring.
  rewrite Rabs_mult, (Rabs_right (/ INR d)) by lra; pose proof (sum_lip d x y); pose proof (Rabs_pos (sum y - sum x)); nra.
Qed.
Lemma mean_smooth : smooth 0 (@u d).
Proof.
  exists (fun _ => diag d (/ INR d)); intros x y _ _; unfold u.
  rewrite Rminus_diag_eq, Rabs_R0 by auto; lra.
Qed.
Definition hinge a b : fn d := fun x => relu (a * u x + b) * relu (a * u x + b).
Lemma hinge_smooth a b : exists K, 0 <= K /\ smooth K (hinge a b).
Proof.
  exists (2 * (a * a * (INR d * INR d))); split; [pose proof (Rle_0_sqr a); pose proof (Rle_0_sqr (INR d)); unfold Rsqr in *; nra|].
  exists (fun x => lin2 (2 * relu (a * u x + b) * a) 0 (diag d (/ INR d)) (diag d (/ INR d))); intros x y _ _.
  rewrite !dot_lin2; fold (u x) (u y); unfold hinge.
  replace (2 * relu (a * u x + b) * a * u y + 0 * u y - (2 * relu (a * u x + b) * a * u x + 0 * u x))
    with (2 * relu (a * u x + b) * (a * u y + b - (a * u x + b))) by ring.
  eapply Rle_trans; [apply relu_squared|].
  assert (Q : (u y - u x) * (u y - u x) <= INR d * INR d * sumsq x y).
  { eapply Rle_trans; [|apply l1_squared]; pose proof (Rabs_le_inv _ _ (u_lip x y)); nra. }
  replace ((a * u y + b - (a * u x + b)) * (a * u y + b - (a * u x + b))) with (a * a * ((u y - u x) * (u y - u x))) by ring.
  replace (2 * (a * a * (INR d * INR d)) / 2 * sumsq x y) with (a * a * (INR d * INR d * sumsq x y)) by field.
  apply Rmult_le_compat_l; [nra|exact Q].
Qed.
(** up to a constant and a multiple of u, two hinges *)
Lemma two_hinges a b a' b' c e s t : exists K, 0 <= K /\ smooth K (fun x => c + e * u x + (s * hinge a b x + t * hinge a' b' x)).
Proof.
  destruct (hinge_smooth a b) as (K & HK & S), (hinge_smooth a' b') as (K' & HK' & S').
  pose proof (smooth_lin 1 1 _ _ _ _ (smooth_lin 1 e _ _ _ _ (smooth_const c) mean_smooth) (smooth_lin s t _ _ _ _ S S')) as Q.
  eexists; split; [|eapply smooth_ext; [|exact Q]; intros x; simpl; ring].
  rewrite Rabs_R1; pose proof (Rabs_pos s); pose proof (Rabs_pos t); pose proof (Rabs_pos e); nra.
Qed.
End Profiles.

(** ** A bump *)
Section Bump.
Context {k : nat}.
Local Notation d := (S k).
Definition round (p : point d) r (y : point d) : R := 1 - INR d * INR d / (r * r) * sumsq y p.
Definition bump (p : point d) r : fn d := fun y => relu (round p r y) * relu (round p r y).
Lemma steep_pos r : 0 < r -> 0 < INR d * INR d / (r * r).
Proof. intros; pose proof (lt_0_INR d ltac:(lia)); apply Rdiv_lt_0_compat; nra. Qed.
Lemma bump_range p r y : 0 < r -> 0 <= bump p r y <= 1.
Proof.
  intros Hr; unfold bump, round; pose proof (steep_pos r Hr); pose proof (sumsq_nonneg y p).
  assert (P : 0 <= INR d * INR d / (r * r) * sumsq y p) by (apply Rmult_le_pos; lra).
  set (w := INR d * INR d / (r * r) * sumsq y p) in *; clearbody w.
  destruct (relu_cases (1 - w)) as [[? ->]|[? ->]]; [lra|]; split; [apply Rmult_le_pos; lra|].
  rewrite <- (Rmult_1_r 1) at 3; apply Rmult_le_compat; lra.
Qed.
Lemma bump_out p r y : 0 < r -> r <= l1 y p -> bump p r y = 0.
Proof.
  intros Hr H; unfold bump, round; rewrite relu_neg; [ring|].
  pose proof (l1_squared d p y) as Q; rewrite (sumsq_sym d p y) in Q.
  assert (I : 0 < / (r * r)) by (apply Rinv_0_lt_compat; nra).
  assert (r * r <= INR d * INR d * sumsq y p) by nra.
  apply (Rmult_le_compat_r (/ (r * r))) in H0; [|lra]; rewrite Rinv_r in H0 by nra.
  unfold Rdiv; lra.
Qed.
Lemma bump_top p r : bump p r p = 1.
Proof. unfold bump, round; rewrite sumsq_refl, Rmult_0_r, Rminus_0_r, relu_pos by lra; ring. Qed.
Lemma sumsq_step (x y p : point d) :
  sumsq y p - sumsq x p = 2 * (dot (lin2 1 (-1) x p) y - dot (lin2 1 (-1) x p) x) + sumsq x y.
Proof.
  rewrite !dot_lin2; generalize dependent x; generalize dependent y; generalize dependent p; induction (S k) as [|n IH];
    intros p y x; simpl; [ring|]; specialize (IH (tl p) (tl y) (tl x)); nra.
Qed.
Lemma bump_smooth p r : 0 < r -> exists K, 0 <= K /\ smooth K (bump p r).
Proof.
  intros Hr; destruct (sumsq_lip d p) as (B & HB & E); pose proof (steep_pos r Hr) as Hk.
  set (q := INR d * INR d / (r * r)) in *.
  exists (2 * (q * q * (B * B) * (INR d * INR d) + 2 * q)); split.
  { pose proof (Rle_0_sqr (q * B * INR d)); unfold Rsqr in *; nra. }
  exists (fun x => lin2 (- 4 * q * relu (round p r x)) 0 (lin2 1 (-1) x p) x); intros x y Hx Hy.
  pose proof (sumsq_step x y p) as St; rewrite !(dot_lin2 _ _ 0).
  assert (Z : round p r y - round p r x = - q * (sumsq y p - sumsq x p)) by (unfold round; fold q; ring).
  pose proof (relu_squared (round p r x) (round p r y)) as Q; fold (bump p r x) (bump p r y) in Q.
  assert (R1 : 0 <= relu (round p r x) <= 1).
  { assert (round p r x <= 1).
    { unfold round; fold q; pose proof (sumsq_nonneg x p); assert (0 <= q * sumsq x p) by (apply Rmult_le_pos; lra); lra. }
    destruct (relu_cases (round p r x)) as [[? ->]|[? ->]]; lra. }
  set (D := dot (lin2 1 (-1) x p) y) in *; set (D0 := dot (lin2 1 (-1) x p) x) in *; set (t := relu (round p r x)) in *.
  rewrite Z in Q; pose proof (E x y Hx Hy) as L; pose proof (l1_squared d x y) as Q1; pose proof (sumsq_nonneg x y) as Q0.
  assert (Q2 : (sumsq y p - sumsq x p) * (sumsq y p - sumsq x p) <= B * B * (INR d * INR d * sumsq x y)).
  { apply Rle_trans with (B * B * (l1 y x * l1 y x)); [|apply Rmult_le_compat_l; [nra|exact Q1]].
    apply Rabs_le_inv in L; pose proof (l1_nonneg y x); assert (0 <= B * l1 y x) by nra; nra. }
  set (s := sumsq x y) in *; set (w := sumsq y p - sumsq x p) in *; clearbody t D D0 s w.
  assert (Q3 : - q * w * (- q * w) <= q * q * (B * B) * (INR d * INR d) * s).
  { replace (- q * w * (- q * w)) with (q * q * (w * w)) by ring.
    replace (q * q * (B * B) * (INR d * INR d) * s) with (q * q * (B * B * (INR d * INR d * s))) by ring.
    apply Rmult_le_compat_l; [nra|exact Q2]. }
  replace (bump p r y - bump p r x - (-4 * q * t * D + 0 * dot x y - (-4 * q * t * D0 + 0 * dot x x)))
    with (bump p r y - bump p r x - 2 * t * (- q * w) + - (2 * t * q * s)).
  2: { rewrite St; ring. }
  assert (Q5 : 0 <= q * s) by (apply Rmult_le_pos; lra).
  assert (Q4 : 0 <= t * (q * s) <= q * s).
  { split; [apply Rmult_le_pos; lra|]; rewrite <- (Rmult_1_l (q * s)) at 2; apply Rmult_le_compat_r; lra. }
  eapply Rle_trans; [apply Rabs_triang|]; rewrite Rabs_Ropp, (Rabs_right (2 * t * q * s)) by lra.
  lra.
Qed.
End Bump.

(** ** How far examples and gradients reach *)
(** a linear form that varies little on the cube has small weights *)
Lemma slope_bounded d : forall (w x : point d) r l, 0 <= l -> cube x ->
  (forall y, cube y -> Rabs (dot w y - dot w x) <= r + l / 2 * sumsq x y) ->
  forall y, Rabs (dot w y - dot w x) <= (2 * r + l / 4) * l1 y x.
Proof.
  induction d as [|d IH]; intros w x r l Hl Hx H y; [simpl; rewrite Rminus_diag_eq, Rabs_R0; lra|].
  destruct w as [w ws], x as [x xs], y as [y ys], Hx as [Hx Hxs]; cbn [hd tl fst snd] in *.
  assert (T : Rabs (dot ws ys - dot ws xs) <= (2 * r + l / 4) * l1 ys xs).
  { apply (IH ws xs r l Hl Hxs); intros zs Hzs; specialize (H ((x, zs) : point (S d)) (conj Hx Hzs)); simpl in H.
    replace (w * x + dot ws zs - (w * x + dot ws xs)) with (dot ws zs - dot ws xs) in H by ring.
    replace ((x - x) * (x - x) + sumsq xs zs) with (sumsq xs zs) in H by ring; exact H. }
  assert (S : Rabs w <= 2 * r + l / 4).
  { pose (z := if Rle_dec x (1/2) then x + 1/2 else x - 1/2).
    assert (Hz : 0 <= z <= 1) by (unfold z; destruct (Rle_dec x (1/2)); lra).
    specialize (H ((z, xs) : point (S d)) (conj Hz Hxs)); simpl in H; rewrite sumsq_refl in H.
    replace (w * z + dot ws xs - (w * x + dot ws xs)) with (w * (z - x)) in H by ring; rewrite Rabs_mult in H.
    unfold z in H; destruct (Rle_dec x (1/2)).
    - rewrite (Rabs_right (x + 1/2 - x)) in H by lra; nra.
    - rewrite (Rabs_left (x - 1/2 - x)) in H by lra; nra. }
  simpl; replace (w * y + dot ws ys - (w * x + dot ws xs)) with (w * (y - x) + (dot ws ys - dot ws xs)) by ring.
  eapply Rle_trans; [apply Rabs_triang|]; rewrite Rabs_mult; pose proof (Rabs_pos (y - x)); nra.
Qed.
(** so the range bounds the Lipschitz constant *)
Lemma smooth_lipschitz d L (f : fn d) a b : 0 <= L -> smooth L f -> is_min f a -> is_max f b ->
  lipschitz l1 (2 * (f b - f a) + 3 / 4 * L) f.
Proof.
  intros HL [G F] [Ha Hmin] [Hb Hmax] y x Hy Hx.
  assert (Rg : forall z, cube z -> f a <= f z <= f b) by (intros z Hz; split; auto).
  assert (T : Rabs (dot (G x) y - dot (G x) x) <= (2 * (f b - f a) + L / 4) * l1 y x).
  { apply slope_bounded; auto; intros z Hz; specialize (F x z Hx Hz); apply Rabs_le_inv in F.
    pose proof (Rg x Hx); pose proof (Rg z Hz); apply Rabs_le; lra. }
  specialize (F x y Hx Hy); apply Rabs_le_inv in F; apply Rabs_le_inv in T.
  pose proof (sumsq_le_l1_on_cube d x y Hx Hy); nra.
Qed.
Theorem smooth_always_approx_with k L : 0 < L -> always (approx_with examples) (@smooth (S k) L).
Proof.
  intros HL; apply (lipschitz_by_range_always_approx_with (S k) l1 1 (fun m M => 2 * (M - m) + 3 / 4 * L)).
  - apply l1_metric.
  - intros; lra.
  - intros; lra.
  - intros f a b F Ha Hb; apply smooth_lipschitz; auto; lra.
Qed.

(** the tangent plane at the first input within rho *)
Fixpoint nearest_plane {d} rho (P : list (input d)) (ys : list (R * point d)) (x : point d) : R :=
  match P, ys with
  | p :: P, (y, g) :: ys => if Rle_dec (l2 x (proj1_sig p)) rho then y + (dot g x - dot g (proj1_sig p)) else nearest_plane rho P ys x
  | _, _ => 0
  end.
Theorem nearest_plane_error d L rho (P : list (input d)) f G : 0 <= L -> 0 <= rho -> tangent L f G ->
  (forall x, cube x -> exists p, In p P /\ l2 x (proj1_sig p) <= rho) -> forall x, cube x ->
  Rabs (f x - nearest_plane rho P (map (fun p => (value f p, G (proj1_sig p))) P) x) <= L / 2 * (rho * rho).
Proof.
  intros HL Hr F Cover x Hx; destruct (Cover x Hx) as (p0 & I & D); revert I; clear Cover.
  induction P as [|p P IH]; simpl; [intros []|intros I].
  destruct (Rle_dec (l2 x (proj1_sig p)) rho) as [N|N].
  - unfold value; pose proof (F _ x (proj2_sig p) Hx) as T.
    replace (f x - (f (proj1_sig p) + (dot (G (proj1_sig p)) x - dot (G (proj1_sig p)) (proj1_sig p))))
      with (f x - f (proj1_sig p) - (dot (G (proj1_sig p)) x - dot (G (proj1_sig p)) (proj1_sig p))) by ring.
    eapply Rle_trans; [exact T|]; apply Rmult_le_compat_l; [lra|].
    rewrite (sumsq_sym d), <- (sqrt_sqrt (sumsq x _)) by apply sumsq_nonneg; fold (l2 x (proj1_sig p)).
    pose proof (dist_nonneg (l2_metric d) x (proj1_sig p)); apply Rmult_le_compat; auto.
  - apply IH; destruct I as [<-|I]; auto; contradiction.
Qed.
