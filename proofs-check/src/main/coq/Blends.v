(** Rows 6 and 7: blends of two profiles of u, the mean of the coordinates (M1-M3, C1-C3). *)
Require Import Reals Lra Psatz.
From Eyewitness Require Import Statements HelpStatements Points Visualizations Indistinguishability.
Open Scope R_scope.

Ltac cases_min_max := unfold Rmax, Rmin; repeat destruct (Rle_dec _ _).

(** ** Profiles: functions phi(u(x)), with the zero vector and the one vector as their only extremisers *)
Section Profile.
Context {k : nat}.
Local Notation d := (S k).
Variable phi : R -> R.
Hypothesis phi0 : phi 0 = 0.
Hypothesis phi1 : phi 1 = 1.
Hypothesis phi01 : forall v, 0 < v < 1 -> 0 < phi v < 1.

Definition profile : fn d := fun x => phi (u x).

Lemma profile_unique_Phi : unique_Phi profile (diag d 0) (diag d 1) 0 1.
Proof.
  assert (C : forall x : point d, cube x -> u x = 0 \/ u x = 1 \/ 0 < u x < 1).
  { intros x Hx; pose proof (u_range x Hx).
    destruct (Rle_lt_or_eq_dec 0 (u x)); [lra| |auto].
    destruct (Rle_lt_or_eq_dec (u x) 1); [lra| |auto].
    auto. }
  unfold profile; apply unique_Phi_intro; try (apply cube_diag; lra); try (rewrite u_diag; auto).
  - intros x Hx; destruct (C x Hx) as [E|[E|E]]; rewrite ?E, ?phi0, ?phi1; try lra.
    specialize (phi01 _ E); lra.
  - intros x Hx E0; destruct (C x Hx) as [E|[E|E]]; [apply u_0; auto|rewrite E, phi1 in E0; lra|].
    specialize (phi01 _ E); lra.
  - intros x Hx E0; destruct (C x Hx) as [E|[E|E]]; [rewrite E, phi0 in E0; lra|apply u_1; auto|].
    specialize (phi01 _ E); lra.
Qed.

Hypothesis phi_mono : forall v w, 0 <= v <= w /\ w <= 1 -> phi v <= phi w.
Lemma profile_monotone : monotone profile.
Proof.
  intros x y Hx Hy H; apply phi_mono.
  pose proof (u_range x Hx); pose proof (u_range y Hy); pose proof (u_mono x y H); lra.
Qed.
Hypothesis phi_conv : forall v w lam, 0 <= v <= 1 -> 0 <= w <= 1 -> 0 <= lam <= 1 ->
  phi (lam * v + (1 - lam) * w) <= lam * phi v + (1 - lam) * phi w.
Lemma profile_convex : convex profile.
Proof.
  intros x y lam Hx Hy Hl; unfold profile; rewrite u_comb.
  apply phi_conv; auto using u_range.
Qed.
End Profile.

(** ** Row 6: monotone functions (M1, M2) *)
Definition monotone_blend t v := (1 - t) * Rmax 0 (2 * v - 1) + t * Rmin 1 (2 * v).

Lemma monotone_blend_increasing t v w : 0 < t < 1 -> 0 <= v <= w /\ w <= 1 -> monotone_blend t v <= monotone_blend t w.
Proof. unfold monotone_blend; intros; cases_min_max; nra. Qed.
Lemma monotone_blend_inside t v : 0 < t < 1 -> 0 < v < 1 -> 0 < monotone_blend t v < 1.
Proof. unfold monotone_blend; intros; cases_min_max; split; nra. Qed.
Lemma monotone_blend_0 t : monotone_blend t 0 = 0.
Proof. unfold monotone_blend; cases_min_max; lra. Qed.
Lemma monotone_blend_1 t : monotone_blend t 1 = 1.
Proof. unfold monotone_blend; cases_min_max; lra. Qed.
Lemma monotone_blend_half t : monotone_blend t (1/2) = t.
Proof. unfold monotone_blend; cases_min_max; lra. Qed.

Lemma monotone_ambiguous k : ambiguous (@monotone (S k)).
Proof.
  intros h Hh.
  exists (profile (monotone_blend (1 - h))), (profile (monotone_blend h)).
  exists (diag (S k) 0), (diag (S k) 1), 0, 1, (diag (S k) (1/2)).
  repeat match goal with |- _ /\ _ => split end; try lra.
  1,2: apply profile_monotone; intros; apply monotone_blend_increasing; lra.
  1,2: apply profile_unique_Phi; intros; rewrite ?monotone_blend_0, ?monotone_blend_1; auto.
  1,2: apply monotone_blend_inside; lra.
  - apply cube_diag; lra.
  - unfold profile; rewrite u_diag, monotone_blend_half; lra.
  - unfold profile; rewrite u_diag, monotone_blend_half; lra.
Qed.

(** ** Row 7: convex functions (C1-C3); these profiles are monotone too (M3) *)
Definition convex_blend n t v := (1 - t) * Rmax 0 (1 - n * (1 - v)) + t * v.

Lemma convex_blend_increasing n t v w : 0 < n -> 0 < t < 1 -> 0 <= v <= w /\ w <= 1 ->
  convex_blend n t v <= convex_blend n t w.
Proof.
  unfold convex_blend; intros.
  assert (Rmax 0 (1 - n * (1 - v)) <= Rmax 0 (1 - n * (1 - w))) by (cases_min_max; nra).
  nra.
Qed.
Lemma convex_blend_convex n t v w lam : 0 < t < 1 -> 0 <= lam <= 1 ->
  convex_blend n t (lam * v + (1 - lam) * w) <= lam * convex_blend n t v + (1 - lam) * convex_blend n t w.
Proof.
  unfold convex_blend; intros.
  assert (Rmax 0 (1 - n * (1 - (lam * v + (1 - lam) * w))) <=
          lam * Rmax 0 (1 - n * (1 - v)) + (1 - lam) * Rmax 0 (1 - n * (1 - w))).
  { pose proof (Rmax_l 0 (1 - n * (1 - v))); pose proof (Rmax_r 0 (1 - n * (1 - v))).
    pose proof (Rmax_l 0 (1 - n * (1 - w))); pose proof (Rmax_r 0 (1 - n * (1 - w))).
    apply Rmax_lub; nra. }
  nra.
Qed.
Lemma convex_blend_inside n t v : 0 < n -> 0 < t < 1 -> 0 < v < 1 -> 0 < convex_blend n t v < 1.
Proof.
  unfold convex_blend; intros.
  assert (0 <= Rmax 0 (1 - n * (1 - v)) < 1) by (cases_min_max; nra).
  split; nra.
Qed.
Lemma convex_blend_0 n t : 1 <= n -> convex_blend n t 0 = 0.
Proof. unfold convex_blend; intros; rewrite Rmax_left; lra. Qed.
Lemma convex_blend_1 n t : convex_blend n t 1 = 1.
Proof. unfold convex_blend; rewrite Rmax_right; lra. Qed.
(** the value beside the top: what convex_blend_below_kink and T1 use *)
Lemma convex_blend_below_kink n t v : 1 <= n * (1 - v) -> convex_blend n t v = t * v.
Proof. unfold convex_blend; intros; rewrite Rmax_left; lra. Qed.

Lemma convex_blend_profile k n t : 1 <= n -> 0 < t < 1 ->
  convex_monotone (profile (k := k) (convex_blend n t)) /\
  unique_Phi (profile (k := k) (convex_blend n t)) (diag (S k) 0) (diag (S k) 1) 0 1.
Proof.
  intros Hn Ht; split; [split|].
  - apply profile_convex; intros; apply convex_blend_convex; auto.
  - apply profile_monotone; intros; apply convex_blend_increasing; auto; lra.
  - apply profile_unique_Phi; intros; [apply convex_blend_0|apply convex_blend_1|apply convex_blend_inside]; auto; lra.
Qed.

(** even the convex monotone functions are ambiguous *)
Lemma convex_monotone_ambiguous k : ambiguous (@convex_monotone (S k)).
Proof.
  intros h Hh; pose (n := 2 / h).
  assert (Enh : n * h = 2) by (unfold n; field; lra).
  assert (Hn : 1 <= n) by nra.
  assert (En : / n = h / 2) by (unfold n; field; lra).
  assert (Hnn : n * / n = 1) by (apply Rinv_r; lra).
  destruct (convex_blend_profile k n (1 - h/2) Hn) as [P1 U1]; [lra|].
  destruct (convex_blend_profile k n h Hn) as [P2 U2]; [lra|].
  eexists _, _, _, _, _, _, (diag (S k) (1 - / n)).
  split; [exact P1|split; [exact P2|split; [exact U1|split; [exact U2|]]]].
  unfold profile; rewrite u_diag, !convex_blend_below_kink by lra.
  split; [lra|split; [apply cube_diag; lra|split; nra]].
Qed.
