(** The distances of l1, l2 and linf: they are metrics, they scale along segments, and l1 is the largest. *)
Require Import Reals Lra List.
From Eyewitness Require Import Statements Points.
Open Scope R_scope.

(** ** Metrics *)
Lemma l1_nonneg {d} (x y : point d) : 0 <= l1 x y.
Proof.
  induction d as [|d IH]; simpl; [lra|].
  pose proof (Rabs_pos (hd x - hd y)); specialize (IH (tl x) (tl y)); lra.
Qed.

Lemma l1_metric d : metric (@l1 d).
Proof.
  split.
  - induction d as [|d IH]; simpl; auto; intros x.
    rewrite IH, Rminus_diag_eq, Rabs_R0; auto; lra.
  - induction d as [|d IH]; simpl; intros x y H.
    + destruct x, y; tauto.
    + destruct x as [x xs], y as [y ys]; simpl.
      destruct (Req_dec x y) as [->|E].
      * rewrite Rminus_diag_eq, Rabs_R0 by auto.
        assert (xs <> ys) by congruence. specialize (IH _ _ H0); lra.
      * pose proof (Rabs_pos_lt _ (Rminus_eq_contra _ _ E)); pose proof (l1_nonneg xs ys); lra.
  - induction d as [|d IH]; simpl; auto; intros.
    rewrite IH, Rabs_minus_sym; auto.
  - induction d as [|d IH]; simpl; [intros; lra|]. intros x y z.
    specialize (IH (tl x) (tl y) (tl z)).
    pose proof (Rabs_triang (hd x - hd y) (hd y - hd z)).
    replace (hd x - hd y + (hd y - hd z)) with (hd x - hd z) in H by ring; lra.
Qed.

Lemma linf_metric d : metric (@linf d).
Proof.
  split.
  - induction d as [|d IH]; simpl; auto; intros x.
    rewrite IH, Rminus_diag_eq, Rabs_R0, Rmax_left; auto; lra.
  - induction d as [|d IH]; simpl; intros x y H.
    + destruct x, y; tauto.
    + destruct x as [x xs], y as [y ys]; simpl.
      destruct (Req_dec x y) as [->|E].
      * eapply Rlt_le_trans; [|apply Rmax_r]; apply IH; congruence.
      * eapply Rlt_le_trans; [|apply Rmax_l]; apply Rabs_pos_lt, Rminus_eq_contra, E.
  - induction d as [|d IH]; simpl; auto; intros.
    rewrite IH, Rabs_minus_sym; auto.
  - induction d as [|d IH]; simpl; [intros; lra|]. intros x y z.
    specialize (IH (tl x) (tl y) (tl z)).
    pose proof (Rabs_triang (hd x - hd y) (hd y - hd z)).
    replace (hd x - hd y + (hd y - hd z)) with (hd x - hd z) in H by ring.
    pose proof (Rmax_l (Rabs (hd x - hd y)) (linf (tl x) (tl y))).
    pose proof (Rmax_r (Rabs (hd x - hd y)) (linf (tl x) (tl y))).
    pose proof (Rmax_l (Rabs (hd y - hd z)) (linf (tl y) (tl z))).
    pose proof (Rmax_r (Rabs (hd y - hd z)) (linf (tl y) (tl z))).
    apply Rmax_lub; lra.
Qed.

Lemma sumsq_nonneg {d} (x y : point d) : 0 <= sumsq x y.
Proof. induction d as [|d IH]; simpl; [lra|]. specialize (IH (tl x) (tl y)).
  pose proof (Rle_0_sqr (hd x - hd y)); unfold Rsqr in *; lra. Qed.

(** Minkowski in the plane: what the induction step of l2's triangle inequality needs *)
Lemma minkowski2 p q s t :
  0 <= s -> 0 <= t ->
  sqrt ((p + q) * (p + q) + (s + t) * (s + t)) <= sqrt (p * p + s * s) + sqrt (q * q + t * t).
Proof.
  intros Hs Ht.
  set (A := sqrt (p * p + s * s)); set (B := sqrt (q * q + t * t)).
  assert (HA : 0 <= A) by apply sqrt_pos. assert (HB : 0 <= B) by apply sqrt_pos.
  assert (EA : A * A = p * p + s * s) by (apply sqrt_sqrt; nra).
  assert (EB : B * B = q * q + t * t) by (apply sqrt_sqrt; nra).
  assert (C : p * q + s * t <= A * B).
  { destruct (Rle_dec (p * q + s * t) 0) as [N|N]; [nra|].
    apply Rsqr_incr_0; unfold Rsqr; try nra.
    replace (A * B * (A * B)) with (A * A * (B * B)) by ring. rewrite EA, EB.
    pose proof (Rle_0_sqr (p * t - q * s)); unfold Rsqr in *; nra. }
  rewrite <- (sqrt_Rsqr (A + B)) by lra.
  apply sqrt_le_1_alt; unfold Rsqr; nra.
Qed.

Lemma l2_step {d} (x y : point (S d)) :
  l2 x y = sqrt ((hd x - hd y) * (hd x - hd y) + l2 (tl x) (tl y) * l2 (tl x) (tl y)).
Proof. unfold l2 at 2 3; rewrite sqrt_sqrt by apply sumsq_nonneg; reflexivity. Qed.

Lemma l2_metric d : metric (@l2 d).
Proof.
  split.
  - intros x; unfold l2; replace (sumsq x x) with 0; [apply sqrt_0|].
    induction d as [|d IH]; simpl; auto. rewrite <- IH; ring.
  - intros x y H; unfold l2; apply sqrt_lt_R0.
    induction d as [|d IH]; simpl.
    + destruct x, y; tauto.
    + destruct x as [x xs], y as [y ys]; simpl.
      destruct (Req_dec x y) as [->|E].
      * assert (xs <> ys) by congruence. specialize (IH _ _ H0); lra.
      * pose proof (sumsq_nonneg xs ys). pose proof (Rsqr_pos_lt _ (Rminus_eq_contra _ _ E)); unfold Rsqr in *; lra.
  - intros x y; unfold l2; f_equal.
    induction d as [|d IH]; simpl; auto; rewrite IH; ring.
  - induction d as [|d IH]; [intros; unfold l2; simpl; rewrite sqrt_0; lra|].
    intros x y z; rewrite !l2_step.
    eapply Rle_trans; [|apply minkowski2; apply sqrt_pos].
    apply sqrt_le_1_alt.
    specialize (IH (tl x) (tl y) (tl z)).
    assert (0 <= l2 (tl x) (tl z)) by apply sqrt_pos. nra.
Qed.

(** ** Segments *)
Lemma l1_comb d t s (x y : point d) : l1 (comb t x y) (comb s x y) = Rabs (t - s) * l1 x y.
Proof.
  induction d as [|d IH]; simpl; [lra|]. rewrite IH.
  replace (t * hd x + (1 - t) * hd y - (s * hd x + (1 - s) * hd y))
    with ((t - s) * (hd x - hd y)) by ring.
  rewrite Rabs_mult; ring.
Qed.
Lemma l1_normlike d : normlike (@l1 d).
Proof. split; [apply l1_metric|intros; apply l1_comb]. Qed.

Lemma linf_comb d t s (x y : point d) : linf (comb t x y) (comb s x y) = Rabs (t - s) * linf x y.
Proof.
  induction d as [|d IH]; simpl; [lra|]. rewrite IH.
  replace (t * hd x + (1 - t) * hd y - (s * hd x + (1 - s) * hd y))
    with ((t - s) * (hd x - hd y)) by ring.
  rewrite Rabs_mult, RmaxRmult by apply Rabs_pos; auto.
Qed.
Lemma linf_normlike d : normlike (@linf d).
Proof. split; [apply linf_metric|intros; apply linf_comb]. Qed.

Lemma sumsq_comb d t s (x y : point d) : sumsq (comb t x y) (comb s x y) = (t - s) * (t - s) * sumsq x y.
Proof. induction d as [|d IH]; simpl; [lra|]. rewrite IH; ring. Qed.
Lemma l2_normlike d : normlike (@l2 d).
Proof.
  split; [apply l2_metric|]; intros; unfold l2; rewrite sumsq_comb, sqrt_mult_alt by apply Rle_0_sqr.
  f_equal; apply sqrt_Rsqr_abs.
Qed.

(** ** Comparisons *)
Lemma l1_cube d (x y : point d) : cube x -> cube y -> l1 x y <= INR d.
Proof.
  induction d as [|d IH]; [simpl; lra|]. rewrite S_INR; intros [Hx Hxs] [Hy Hys]; simpl.
  specialize (IH _ _ Hxs Hys). assert (Rabs (hd x - hd y) <= 1) by (apply Rabs_le; lra). lra.
Qed.

Lemma linf_le_l1 d (x y : point d) : linf x y <= l1 x y.
Proof.
  induction d as [|d IH]; simpl; [lra|]. specialize (IH (tl x) (tl y)).
  pose proof (Rabs_pos (hd x - hd y)); pose proof (l1_nonneg (tl x) (tl y)); apply Rmax_lub; lra.
Qed.
Lemma l2_le_l1 d (x y : point d) : l2 x y <= l1 x y.
Proof.
  unfold l2; rewrite <- (sqrt_Rsqr (l1 x y)) by apply l1_nonneg; apply sqrt_le_1_alt; unfold Rsqr.
  induction d as [|d IH]; simpl; [lra|]. specialize (IH (tl x) (tl y)).
  pose proof (Rabs_pos (hd x - hd y)); pose proof (l1_nonneg (tl x) (tl y)).
  assert (E : (hd x - hd y) * (hd x - hd y) = Rabs (hd x - hd y) * Rabs (hd x - hd y)).
  { rewrite <- Rabs_mult; symmetry; apply Rabs_right, Rle_ge, Rle_0_sqr. }
  nra.
Qed.
Lemma linf_nonneg d (x y : point d) : 0 <= linf x y.
Proof. destruct d as [|d]; simpl; [lra|]; eapply Rle_trans; [apply Rabs_pos|apply Rmax_l]. Qed.
Lemma linf_le_l2 d (x y : point d) : linf x y <= l2 x y.
Proof.
  induction d as [|d IH]; [unfold l2; simpl; rewrite sqrt_0; lra|]; rewrite l2_step.
  change (linf x y) with (Rmax (Rabs (hd x - hd y)) (linf (tl x) (tl y))).
  specialize (IH (tl x) (tl y)); pose proof (linf_nonneg d (tl x) (tl y)).
  set (z := hd x - hd y); set (v := l2 (tl x) (tl y)) in *; set (w := linf (tl x) (tl y)) in *; clearbody z v w.
  apply Rmax_lub; [rewrite <- (sqrt_Rsqr_abs z)|rewrite <- (sqrt_Rsqr w) by auto]; apply sqrt_le_1_alt; unfold Rsqr; nra.
Qed.
Lemma l1_le_linf d (x y : point d) : l1 x y <= INR d * linf x y.
Proof.
  induction d as [|d IH]; [simpl; lra|]; rewrite S_INR.
  change (l1 x y) with (Rabs (hd x - hd y) + l1 (tl x) (tl y)).
  change (linf x y) with (Rmax (Rabs (hd x - hd y)) (linf (tl x) (tl y))).
  specialize (IH (tl x) (tl y)); pose proof (pos_INR d).
  pose proof (Rmax_l (Rabs (hd x - hd y)) (linf (tl x) (tl y))); pose proof (Rmax_r (Rabs (hd x - hd y)) (linf (tl x) (tl y))).
  nra.
Qed.
(** a positive radius around x that leaves out finitely many other points *)
Lemma radius {d} (dist : point d -> point d -> R) (Hd : metric dist) x (P : list (point d)) :
  ~ In x P -> exists r, 0 < r /\ forall p, In p P -> r <= dist p x.
Proof.
  induction P as [|p P IH]; intros N.
  - exists 1; split; [lra|intros ? []].
  - destruct IH as (r & Hr & H); [simpl in N; tauto|].
    assert (0 < dist p x) by (apply (dist_pos _ Hd); intros ->; apply N; left; auto).
    exists (Rmin r (dist p x)); split; [apply Rmin_glb_lt; auto|].
    intros q [->|I]; [apply Rmin_r|].
    eapply Rle_trans; [apply Rmin_l|auto].
Qed.
