(** Convex and monotone functions, and monotone networks: profiles of u with a steep rise that no finite number of
    looks finds, however close to the corner 1, or to u = 1/2, it lies. *)
Require Import Reals Lra List Psatz.
From Eyewitness Require Import Statements HelpStatements Points Visualizations Blends Networks Help
  HelpIndistinguishability IncreasingProfiles.
Open Scope R_scope.

(** ** The root that goes on straight: the concave function min over 0 < r <= s of r/2 + y/(2r), which is
    sqrt y up to s^2, then a tangent *)
Definition root s y := if Rle_dec y (s * s) then sqrt y else s / 2 + y / (2 * s).

Lemma root_le s r y : 0 < r <= s -> 0 <= y -> root s y <= r / 2 + y / (2 * r).
Proof.
  intros Hr Hy; unfold root; destruct (Rle_dec y (s * s)) as [N|N].
  - pose proof (sqrt_pos y) as Hq; pose proof (sqrt_sqrt y Hy) as Eq.
    set (q := sqrt y) in *; clearbody q; subst y.
    replace (r / 2 + q * q / (2 * r)) with (q + (q - r) * (q - r) / (2 * r)) by (field; lra).
    assert (0 <= (q - r) * (q - r) / (2 * r)); [|lra].
    apply Rmult_le_pos; [apply Rle_0_sqr|left; apply Rinv_0_lt_compat; lra].
  - replace (r / 2 + y / (2 * r)) with (s / 2 + y / (2 * s) + (s - r) * (y - r * s) / (2 * r * s)) by (field; lra).
    assert (0 <= (s - r) * (y - r * s) / (2 * r * s)); [|lra].
    apply Rmult_le_pos; [apply Rmult_le_pos; nra|left; apply Rinv_0_lt_compat; nra].
Qed.
Lemma root_eq s y : 0 < s -> 0 < y -> exists r, 0 < r <= s /\ root s y = r / 2 + y / (2 * r).
Proof.
  intros Hs Hy; unfold root; destruct (Rle_dec y (s * s)) as [N|N]; [|exists s; split; lra].
  pose proof (sqrt_lt_R0 y Hy) as Hq; pose proof (sqrt_sqrt y (Rlt_le _ _ Hy)) as Eq.
  exists (sqrt y); set (q := sqrt y) in *; clearbody q; subst y.
  split; [split; nra|field; lra].
Qed.
Lemma root_0 s : 0 < s -> root s 0 = 0.
Proof. intros; unfold root; destruct (Rle_dec 0 (s * s)); [apply sqrt_0|nra]. Qed.
Lemma root_pos s y : 0 < s -> 0 < y -> 0 < root s y.
Proof.
  intros Hs Hy; unfold root; destruct (Rle_dec y (s * s)); [apply sqrt_lt_R0; auto|].
  assert (0 < y / (2 * s)) by (apply Rdiv_lt_0_compat; lra); lra.
Qed.
Lemma root_sq s : 0 < s -> root s (s * s) = s.
Proof.
  intros; unfold root; destruct (Rle_dec _ _); [|lra]. apply sqrt_square; lra.
Qed.
Lemma root_near s y : y <= s * s -> root s y = sqrt y.
Proof. intros; unfold root; destruct (Rle_dec _ _); [auto|lra]. Qed.
Lemma root_far s y : 0 < s <= 1 -> 2 * s <= y -> 1 <= root s y.
Proof.
  intros Hs Hy; unfold root; destruct (Rle_dec y (s * s)); [nra|].
  replace (s / 2 + y / (2 * s)) with (1 + (s * s + (y - 2 * s)) / (2 * s)) by (field; lra).
  assert (0 <= (s * s + (y - 2 * s)) / (2 * s)); [|lra].
  apply Rmult_le_pos; [nra|left; apply Rinv_0_lt_compat; lra].
Qed.
Lemma root_1 s : 0 < s <= 1 -> 1 <= root s 1.
Proof.
  intros Hs; destruct (root_eq s 1) as (r & Hr & ->); try lra.
  replace (r / 2 + 1 / (2 * r)) with (1 + (r - 1) * (r - 1) / (2 * r)) by (field; lra).
  assert (0 <= (r - 1) * (r - 1) / (2 * r)); [|lra].
  apply Rmult_le_pos; [apply Rle_0_sqr|left; apply Rinv_0_lt_compat; lra].
Qed.
Lemma root_mono s y z : 0 < s -> 0 <= y <= z -> root s y <= root s z.
Proof.
  intros Hs H; destruct (Req_dec z 0) as [->|N]; [replace y with 0 by lra; lra|].
  destruct (root_eq s z) as (r & Hr & ->); try lra.
  eapply Rle_trans; [apply (root_le s r); lra|].
  apply Rplus_le_compat_l, Rmult_le_compat_r; [left; apply Rinv_0_lt_compat|]; lra.
Qed.
Lemma root_concave s y z lam : 0 < s -> 0 <= y -> 0 <= z -> 0 <= lam <= 1 ->
  lam * root s y + (1 - lam) * root s z <= root s (lam * y + (1 - lam) * z).
Proof.
  intros Hs Hy Hz Hl; destruct (Req_dec (lam * y + (1 - lam) * z) 0) as [E|N].
  - rewrite E, root_0 by auto.
    destruct (Req_dec lam 0) as [->|N0]; [replace z with 0 by lra; rewrite (root_0 s) by auto; lra|].
    assert (y = 0) by nra; subst y.
    destruct (Req_dec lam 1) as [->|N1]; [rewrite root_0 by auto; lra|].
    assert (z = 0) by nra; subst z; rewrite root_0 by auto; lra.
  - assert (0 <= lam * y + (1 - lam) * z) by nra.
    destruct (root_eq s (lam * y + (1 - lam) * z)) as (r & Hr & ->); try lra.
    pose proof (root_le s r y Hr Hy); pose proof (root_le s r z Hr Hz).
    replace (r / 2 + (lam * y + (1 - lam) * z) / (2 * r)) with
      (lam * (r / 2 + y / (2 * r)) + (1 - lam) * (r / 2 + z / (2 * r))) by (field; lra).
    nra.
Qed.

(** up to u = 1 - 2s this is t u; near u = 1 it does not depend on s, between the two lies its steep rise *)
Definition hidden_rise t s v := (1 - t) * Rmax 0 (1 - root s (1 - v)) + t * v.

Lemma hidden_rise_increasing t s : 0 < t < 1 -> 0 < s -> increasing (hidden_rise t s).
Proof.
  intros Ht Hs v w H; unfold hidden_rise.
  assert (root s (1 - w) <= root s (1 - v)) by (apply root_mono; lra).
  assert (Rmax 0 (1 - root s (1 - v)) <= Rmax 0 (1 - root s (1 - w))) by (apply Rle_max_compat_l; lra).
  nra.
Qed.
Lemma hidden_rise_ends t s : 0 < s <= 1 -> hidden_rise t s 0 = 0 /\ hidden_rise t s 1 = 1.
Proof.
  intros Hs; unfold hidden_rise; split.
  - replace (1 - 0) with 1 by ring; rewrite Rmax_left; [ring|pose proof (root_1 s Hs); lra].
  - replace (1 - 1) with 0 by ring; rewrite root_0, Rmax_right; lra.
Qed.

(** an increasing profile from 0 to 1 *)
Lemma increasing_profile k phi : increasing phi -> phi 0 = 0 -> phi 1 = 1 ->
  monotone (profile (k := k) phi) /\ unique_Phi (profile (k := k) phi) (diag (S k) 0) (diag (S k) 1) 0 1.
Proof.
  intros I E0 E1; split.
  - apply profile_monotone; intros; apply increasing_le; auto.
  - apply profile_unique_Phi; auto; intros v Hv.
    pose proof (I 0 v ltac:(lra)); pose proof (I v 1 ltac:(lra)); lra.
Qed.

Lemma hidden_rise_member k t s : 0 < t < 1 -> 0 < s <= 1 -> convex_monotone (profile (k := k) (hidden_rise t s)) /\
  unique_Phi (profile (k := k) (hidden_rise t s)) (diag (S k) 0) (diag (S k) 1) 0 1.
Proof.
  intros Ht Hs; destruct (hidden_rise_ends t s Hs) as [E0 E1].
  destruct (increasing_profile k (hidden_rise t s) (hidden_rise_increasing t s Ht (proj1 Hs)) E0 E1) as [Mo U].
  split; [split; [|exact Mo]|exact U]; apply profile_convex; intros v w lam Hv Hw Hl; unfold hidden_rise.
  assert (Rmax 0 (1 - root s (1 - (lam * v + (1 - lam) * w))) <=
    lam * Rmax 0 (1 - root s (1 - v)) + (1 - lam) * Rmax 0 (1 - root s (1 - w))).
  { pose proof (root_concave s (1 - v) (1 - w) lam) as H.
    replace (lam * (1 - v) + (1 - lam) * (1 - w)) with (1 - (lam * v + (1 - lam) * w)) in H by ring.
    pose proof (Rmax_l 0 (1 - root s (1 - v))); pose proof (Rmax_r 0 (1 - root s (1 - v))).
    pose proof (Rmax_l 0 (1 - root s (1 - w))); pose proof (Rmax_r 0 (1 - root s (1 - w))).
    apply Rmax_lub; [nra|].
    assert (lam * root s (1 - v) + (1 - lam) * root s (1 - w) <= root s (1 - (lam * v + (1 - lam) * w)))
      by (apply H; lra).
    nra. }
  nra.
Qed.

Lemma hidden_rises_settle k t : 0 < t < 1 -> settles same_look_or_extrema (fun s => profile (k := k) (hidden_rise t s)).
Proof.
  intros Ht; apply (profiles_settle k (hidden_rise t) 1); [lra| |].
  - intros s Hs; split; [apply hidden_rise_increasing; lra|apply hidden_rise_ends; lra].
  - apply profiles_settle_by_u; intros v Hv; unfold hidden_rise; destruct (Req_dec v 1) as [->|N].
    + exists 1; split; [lra|]; intros s Hs; exists (s * s); split; [nra|]; intros w Hw D.
      apply Rabs_def2 in D; rewrite !root_near by nra; auto.
    + exists ((1 - v) / 4); split; [lra|]; intros s Hs; exists ((1 - v) / 2); split; [lra|]; intros w Hw D.
      apply Rabs_def2 in D.
      assert (1 <= root s (1 - w)) by (apply root_far; lra).
      assert (1 <= root ((1 - v) / 4) (1 - w)) by (apply root_far; lra).
      rewrite !Rmax_left by lra; auto.
Qed.

Theorem convex_monotone_ambiguous_despite k : ambiguous_despite looks_and_extrema (@convex_monotone (S k)).
Proof.
  apply (settling_ambiguous _ _ _ (fun h s => profile (hidden_rise (h / 2) s)) (diag (S k) 0) (diag (S k) 1) 0 1); [lra|].
  intros h Hh; split; [apply hidden_rises_settle; lra|]; intros s0 Hs0; pose (s1 := Rmin s0 h).
  assert (H1 : 0 < s1) by (apply Rmin_glb_lt; lra).
  assert (H1' : s1 <= s0) by apply Rmin_l; assert (H1'' : s1 <= h) by apply Rmin_r; clearbody s1.
  pose (s2 := s1 * s1 / 2); assert (H2 : 0 < s2 <= s1) by (unfold s2; nra).
  destruct (hidden_rise_member k (h / 2) s1) as [C1 U1]; try lra.
  destruct (hidden_rise_member k (h / 2) s2) as [C2 U2]; try lra.
  exists s1, s2, (diag (S k) (1 - s1 * s1)); split; [lra|split; [lra|]].
  do 5 (split; [auto|]); split; [lra|split; [apply cube_diag; nra|]].
  unfold profile; rewrite u_diag; unfold hidden_rise; replace (1 - (1 - s1 * s1)) with (s1 * s1) by ring; split.
  - rewrite root_sq, Rmax_right by lra; nra.
  - assert (1 <= root s2 (s1 * s1)) by (apply root_far; unfold s2 in *; lra).
    rewrite Rmax_left; nra.
Qed.

(** ** Monotone networks: the steep rise lies between 1/2 + s and 1/2 + 2s *)
Definition rise t s v := t * v + (1 - t) * Rmin 1 (Rmax 0 (/ s * v - (1/2 + s) * / s)).

Section Rise.
Variables t s : R.
Hypothesis Ht : 0 < t < 1.
Hypothesis Hs : 0 < s <= 1/8.
Lemma rise_low v : v <= 1/2 + s -> rise t s v = t * v.
Proof.
  intros Hv; assert (0 < / s) by (apply Rinv_0_lt_compat; lra).
  unfold rise; rewrite Rmax_left, Rmin_right by nra; ring.
Qed.
Lemma rise_high v : 1/2 + 2 * s <= v -> rise t s v = 1 - t * (1 - v).
Proof.
  intros Hv; assert (0 < / s) by (apply Rinv_0_lt_compat; lra).
  assert (/ s * s = 1) by (apply Rinv_l; lra).
  unfold rise; rewrite Rmax_right, Rmin_left by nra; ring.
Qed.
Lemma rise_increasing : increasing (rise t s).
Proof.
  intros v w H; assert (0 < / s) by (apply Rinv_0_lt_compat; lra).
  assert (/ s * v <= / s * w) by nra.
  assert (Rmin 1 (Rmax 0 (/ s * v - (1/2 + s) * / s)) <= Rmin 1 (Rmax 0 (/ s * w - (1/2 + s) * / s))) by (cases_min_max; lra).
  unfold rise; nra.
Qed.
Lemma rise_ends : rise t s 0 = 0 /\ rise t s 1 = 1.
Proof. rewrite rise_low, rise_high by lra; split; ring. Qed.
End Rise.

Lemma relu_fn_u k : relu_fn (fun x : point (S k) => u x).
Proof.
  apply (relu_fn_ext (fun x => dot (diag (S k) (/ INR (S k))) x + 0)); [constructor|intros; unfold u; ring].
Qed.
Lemma rise_network k t s : network (profile (k := k) (rise t s)).
Proof.
  apply relu_fn_network; unfold profile, rise; pose proof (relu_fn_u k) as U.
  apply relu_fn_add; [apply relu_fn_scale, U|apply relu_fn_scale].
  apply (relu_fn_min _ (fun _ => 1)); [apply relu_fn_const|].
  apply (relu_fn_max _ (fun _ => 0)); [apply relu_fn_const|apply relu_fn_sub; [apply relu_fn_scale, U|apply relu_fn_const]].
Qed.

Lemma rises_settle k t : 0 < t < 1 -> settles same_look_or_extrema (fun s => profile (k := k) (rise t s)).
Proof.
  intros Ht; apply (profiles_settle k (rise t) (1/8)); [lra| |].
  - intros s Hs; split; [apply rise_increasing; auto|apply rise_ends; auto].
  - apply profiles_settle_by_u; intros v Hv; destruct (Rle_dec v (1/2)) as [N|N].
    + exists (1/8); split; [lra|]; intros s Hs; exists s; split; [lra|]; intros w Hw D.
      apply Rabs_def2 in D; rewrite !rise_low by lra; auto.
    + exists ((v - 1/2) / 4); split; [lra|]; intros s Hs; exists ((v - 1/2) / 2); split; [lra|]; intros w Hw D.
      apply Rabs_def2 in D; rewrite !rise_high by lra; auto.
Qed.

Theorem monotone_network_ambiguous_despite k : ambiguous_despite looks_and_extrema (@monotone_network (S k)).
Proof.
  apply (settling_ambiguous _ _ _ (fun h s => profile (rise h s)) (diag (S k) 0) (diag (S k) 1) 0 1); [lra|].
  intros h Hh; split; [apply rises_settle; lra|]; intros s0 Hs0; pose (s2 := Rmin s0 (1/8)).
  assert (H2 : 0 < s2) by (apply Rmin_glb_lt; lra).
  assert (H2' : s2 <= s0) by apply Rmin_l; assert (H2'' : s2 <= 1/8) by apply Rmin_r; clearbody s2.
  assert (Member : forall s, 0 < s <= 1/8 -> monotone_network (profile (k := k) (rise h s)) /\
    unique_Phi (profile (k := k) (rise h s)) (diag (S k) 0) (diag (S k) 1) 0 1).
  { intros s Hs; destruct (rise_ends h s) as [E0 E1]; try lra.
    destruct (increasing_profile k (rise h s) (rise_increasing h s ltac:(lra) Hs) E0 E1) as [Mo U].
    split; [split; [apply rise_network|exact Mo]|exact U]. }
  destruct (Member (s2 / 2)) as [C1 U1]; [lra|]; destruct (Member s2) as [C2 U2]; [lra|].
  exists (s2 / 2), s2, (diag (S k) (1/2 + s2)); split; [lra|split; [lra|]].
  do 5 (split; [auto|]); split; [lra|split; [apply cube_diag; lra|]].
  unfold profile; rewrite u_diag, rise_high, rise_low by lra; nra.
Qed.
