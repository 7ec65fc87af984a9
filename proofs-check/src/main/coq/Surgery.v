(** Surgery: a ReLU network is changed in a small ball, so that at its centre it is nearly M or nearly m,
    and nothing of what it shows, and no value at a protected input, changes (S1-S4). *)
Require Import Reals Lra List Psatz.
From Eyewitness Require Import Statements FurtherStatements Points Distances Visualizations Networks.
Open Scope R_scope.

(** ** The local change *)
Lemma change_outside_ball m M h v s : m < M -> 0 < h < (M - m) / 2 -> m <= v <= M -> M - m <= s ->
  Rmax v ((M - h) - s) = v /\ Rmin v ((m + h) + s) = v.
Proof. intros; rewrite Rmax_left, Rmin_left by lra; auto. Qed.
Lemma change_inside_ball m M h v s : m < v < M -> 0 < h < (M - m) / 2 -> 0 <= s ->
  m < Rmax v ((M - h) - s) < M /\ m < Rmin v ((m + h) + s) < M.
Proof. intros; unfold Rmax, Rmin; repeat destruct (Rle_dec _ _); lra. Qed.
Lemma change_at_centre m M h v : Rmax v (M - h) >= M - h /\ Rmin v (m + h) <= m + h.
Proof. unfold Rmax, Rmin; repeat destruct (Rle_dec _ _); lra. Qed.

Section Surgery.
Context {d : nat}.
Variables (f0 : fn d) (m M : R) (P : list (point d)) (xs : point d).
Hypothesis F0 : relu_fn f0.
Hypothesis range : forall x, cube x -> m <= f0 x <= M.
Hypothesis HP : forall p, In p P -> cube p.
Hypothesis offP : ~ In xs P.
Hypothesis strict : m < f0 xs < M.

(** for every h: two networks that agree with f0 on P and wherever f0 takes m or M,
    one of them nearly M at xs, the other nearly m *)
Theorem surgery h : 0 < h < (M - m) / 2 -> exists f1 f2,
  relu_fn f1 /\ relu_fn f2 /\ inner m M f0 f1 /\ inner m M f0 f2 /\
  (forall p, In p P -> f1 p = f0 p /\ f2 p = f0 p) /\ f1 xs >= M - h /\ f2 xs <= m + h.
Proof.
  intros Hh.
  destruct (relu_fn_lip d f0 F0) as (G & HG & Lip0).
  destruct (radius l1 (l1_metric d) xs P offP) as (r1 & Hr1 & HrP).
  pose (g := Rmin (M - f0 xs) (f0 xs - m)).
  assert (Hg : 0 < g) by (apply Rmin_glb_lt; lra).
  pose (r := Rmin r1 (g / (G + 1))).
  assert (Hr : 0 < r) by (apply Rmin_glb_lt; [auto|apply Rdiv_lt_0_compat; lra]).
  assert (HrG : (G + 1) * r <= g).
  { pose proof (Rmin_r r1 (g / (G + 1))) as H; fold r in H.
    apply (Rmult_le_compat_l (G + 1)) in H; [|lra].
    replace ((G + 1) * (g / (G + 1))) with g in H by (field; lra); exact H. }
  pose (k := (M - m) / r).
  assert (Hk : 0 < k) by (apply Rdiv_lt_0_compat; lra).
  assert (Ek : k * r = M - m) by (unfold k; field; lra).
  (* inside the ball f0 is strictly between m and M; outside the cones do nothing *)
  assert (In_ball : forall x, l1 x xs < r -> m < f0 x < M).
  { intros x Hx; pose proof (Lip0 x xs) as H; apply Rabs_le_inv in H.
    pose proof (l1_nonneg x xs).
    pose proof (Rmin_l (M - f0 xs) (f0 xs - m)); pose proof (Rmin_r (M - f0 xs) (f0 xs - m)).
    fold g in H1, H2; nra. }
  assert (S : forall x, cube x ->
    (Rmax (f0 x) ((M - h) - k * l1 x xs) = f0 x /\ Rmin (f0 x) ((m + h) + k * l1 x xs) = f0 x) \/
    (m < f0 x < M /\ (m < Rmax (f0 x) ((M - h) - k * l1 x xs) < M /\
                      m < Rmin (f0 x) ((m + h) + k * l1 x xs) < M))).
  { intros x Hx; pose proof (l1_nonneg x xs); destruct (Rlt_dec (l1 x xs) r) as [N|N].
    - right; split; auto; apply change_inside_ball; auto; nra.
    - left; apply change_outside_ball; auto; [lra|nra]. }
  exists (fun x => Rmax (f0 x) ((M - h) - k * l1 x xs)), (fun x => Rmin (f0 x) ((m + h) + k * l1 x xs)).
  split; [|split; [|split; [|split; [|split; [|split]]]]].
  - apply relu_fn_max; auto; apply relu_fn_sub; auto using relu_fn_const, relu_fn_scale, relu_fn_l1.
  - apply relu_fn_min; auto; apply relu_fn_add; auto using relu_fn_const, relu_fn_scale, relu_fn_l1.
  - intros x Hx; destruct (S x Hx); tauto.
  - intros x Hx; destruct (S x Hx); tauto.
  - intros p Hp; apply change_outside_ball; try lra; auto.
    pose proof (HrP p Hp); pose proof (Rmin_l r1 (g / (G + 1))); fold r in H0; nra.
  - rewrite (dist_refl _ (l1_metric d)), Rmult_0_r, Rminus_0_r; apply change_at_centre; exact 0.
  - rewrite (dist_refl _ (l1_metric d)), Rmult_0_r, Rplus_0_r; apply (change_at_centre m M h).
Qed.
End Surgery.

(** ** a base with one peak and one dip, off P, that keeps the values on P *)
Lemma peak_dip d (g : fn d) P (p q : point d) : relu_fn g -> ~ In p P -> ~ In q P -> p <> q ->
  cube p -> cube q -> exists f0 m M,
  relu_fn f0 /\ (forall z, In z P -> f0 z = g z) /\ m < M /\ unique_Phi f0 q p m M.
Proof.
  intros Hg Np Nq Npq Hp Hq.
  destruct (relu_fn_lip d g Hg) as (G & HG & LG); destruct (relu_fn_bounded d g Hg) as (K & HK).
  pose proof (l1_metric d) as L.
  destruct (radius l1 L p P Np) as (rp & Hrp & HPp).
  destruct (radius l1 L q P Nq) as (rq & Hrq & HPq).
  pose proof (dist_pos _ L p q Npq) as Dpq.
  pose (r := Rmin (Rmin rp rq) (l1 p q / 2)).
  assert (Hr : 0 < r) by (repeat apply Rmin_glb_lt; lra).
  assert (Hr1 : r <= rp) by (eapply Rle_trans; [apply Rmin_l|apply Rmin_l]).
  assert (Hr2 : r <= rq) by (eapply Rle_trans; [apply Rmin_l|apply Rmin_r]).
  assert (Hr3 : r <= l1 p q / 2) by apply Rmin_r.
  clearbody r.
  assert (K0 : 0 <= K) by (eapply Rle_trans; [apply Rabs_pos|apply (HK p Hp)]).
  pose (k := G + (2 * K + 1) / r).
  assert (Ek : k * r = G * r + 2 * K + 1) by (unfold k; field; lra).
  pose (c := k * r).
  pose (bump := fun p x : point d => relu (c - k * l1 x p)).
  assert (Hk : G < k).
  { unfold k; assert (0 < (2 * K + 1) / r) by (apply Rdiv_lt_0_compat; lra); lra. }
  assert (Hc : 2 * K < c) by (unfold c; nra).
  assert (B0 : forall z x, r <= l1 x z -> bump z x = 0).
  { intros z x H; apply relu_neg; unfold c; nra. }
  assert (B1 : forall z x, l1 x z <= r -> bump z x = c - k * l1 x z).
  { intros z x H; apply relu_pos; unfold c; nra. }
  assert (B2 : forall z, bump z z = c).
  { intros z; rewrite B1; rewrite (dist_refl _ L); lra. }
  assert (FB : forall z, relu_fn (bump z)).
  { intros z; apply (relu_fn_relu (fun x => c - k * l1 x z)), relu_fn_sub; auto using relu_fn_const, relu_fn_scale, relu_fn_l1. }
  (* the two balls are disjoint *)
  assert (Dis : forall x, r <= l1 x p \/ r <= l1 x q).
  { intros x; pose proof (dist_tri _ L p x q) as T; rewrite (dist_sym _ L p x) in T.
    destruct (Rle_dec r (l1 x p)); auto; right; lra. }
  pose (f0 := fun x => g x + bump p x - bump q x).
  assert (Ep : f0 p = g p + c).
  { unfold f0; rewrite B2, (B0 q p) by lra; lra. }
  assert (Eq : f0 q = g q - c).
  { unfold f0; rewrite B2, (B0 p q) by (rewrite (dist_sym _ L); lra); lra. }
  assert (bp : forall z x, 0 <= bump z x) by (intros; apply Rmax_l).
  assert (Top : forall x, cube x -> x <> p -> f0 x < g p + c).
  { intros x Hx N; pose proof (dist_pos _ L x p N) as Dx.
    pose proof (LG x p) as Lx; apply Rabs_le_inv in Lx.
    pose proof (HK x Hx) as Kx; pose proof (HK p Hp) as Kp.
    apply Rabs_le_inv in Kx; apply Rabs_le_inv in Kp.
    unfold f0; pose proof (bp q x).
    destruct (Rle_dec r (l1 x p)) as [C|C].
    - rewrite (B0 p x C); lra.
    - rewrite (B1 p x) by lra; nra. }
  assert (Bot : forall x, cube x -> x <> q -> g q - c < f0 x).
  { intros x Hx N; pose proof (dist_pos _ L x q N) as Dx.
    pose proof (LG x q) as Lx; apply Rabs_le_inv in Lx.
    pose proof (HK x Hx) as Kx; pose proof (HK q Hq) as Kq.
    apply Rabs_le_inv in Kx; apply Rabs_le_inv in Kq.
    unfold f0; pose proof (bp p x).
    destruct (Rle_dec r (l1 x q)) as [C|C].
    - rewrite (B0 q x C); lra.
    - rewrite (B1 q x) by lra; nra. }
  exists f0, (g q - c), (g p + c); split; [|split; [|split]].
  - apply relu_fn_sub; [apply relu_fn_add|]; auto.
  - intros z Hz; unfold f0; specialize (HPp z Hz); specialize (HPq z Hz).
    rewrite !B0 by lra; lra.
  - rewrite <- Eq; apply Top; auto.
  - apply unique_Phi_intro; auto.
    + intros x Hx; split.
      * destruct (eq_dec x q) as [->|N]; [rewrite Eq; lra|left; auto].
      * destruct (eq_dec x p) as [->|N]; [rewrite Ep; lra|left; auto].
    + intros x Hx E; destruct (eq_dec x q) as [->|N]; auto; specialize (Bot x Hx N); lra.
    + intros x Hx E; destruct (eq_dec x p) as [->|N]; auto; specialize (Top x Hx N); lra.
Qed.
