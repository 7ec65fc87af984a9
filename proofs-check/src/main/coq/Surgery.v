(** Surgery, rows 2, 3, 5 (networks, empirical risk minimisers, piecewise affine),
    theorem 1 with its exact constant. *)
Require Import Reals Lra List Psatz.
From Eyewitness Require Import Space Notions Net Classes.
Open Scope R_scope.

(** ** the local change *)
Lemma S1 m M h v s : m < M -> 0 < h < (M - m) / 2 -> m <= v <= M -> M - m <= s ->
  Rmax v ((M - h) - s) = v /\ Rmin v ((m + h) + s) = v.
Proof. intros; rewrite Rmax_left, Rmin_left by lra; auto. Qed.
Lemma S2 m M h v s : m < v < M -> 0 < h < (M - m) / 2 -> 0 <= s ->
  m < Rmax v ((M - h) - s) < M /\ m < Rmin v ((m + h) + s) < M.
Proof. intros; unfold Rmax, Rmin; repeat destruct (Rle_dec _ _); lra. Qed.
Lemma S3 m M h v : Rmax v (M - h) >= M - h /\ Rmin v (m + h) <= m + h.
Proof. unfold Rmax, Rmin; repeat destruct (Rle_dec _ _); lra. Qed.

(** a change that only moves values strictly between m and M keeps all tie sets *)
Definition inner {d} m M (f g : fn d) :=
  forall x, cube x -> g x = f x \/ (m < f x < M /\ m < g x < M).

Lemma inner_Phi d (f g : fn d) a b m M : Phi f a b m M -> inner m M f g -> Phi g a b m M.
Proof.
  intros ((Ha & Hmin) & (Hb & Hmax) & Ea & Eb) H.
  assert (ga : g a = m) by (destruct (H a Ha); lra).
  assert (gb : g b = M) by (destruct (H b Hb); lra).
  repeat split; auto; intros x Hx; specialize (Hmin x Hx); specialize (Hmax x Hx);
    destruct (H x Hx); lra.
Qed.

Lemma is_min_val d (f : fn d) a b m M x : Phi f a b m M -> (is_min f x <-> cube x /\ f x = m).
Proof.
  intros ((Ha & Hmin) & _ & Ea & _); split.
  - intros [Hx H]; split; auto; specialize (H a Ha); specialize (Hmin x Hx); lra.
  - intros [Hx E]; split; auto; intros y Hy; rewrite E, <- Ea; auto.
Qed.
Lemma is_max_val d (f : fn d) a b m M x : Phi f a b m M -> (is_max f x <-> cube x /\ f x = M).
Proof.
  intros (_ & (Hb & Hmax) & _ & Eb); split.
  - intros [Hx H]; split; auto; specialize (H b Hb); specialize (Hmax x Hx); lra.
  - intros [Hx E]; split; auto; intros y Hy; rewrite E, <- Eb; auto.
Qed.

Lemma inner_same_set d (f g : fn d) a b m M : Phi f a b m M -> inner m M f g -> same_set f g.
Proof.
  intros P H; pose proof (inner_Phi _ _ _ _ _ _ _ P H) as Q.
  assert (E : forall x, cube x -> (f x = m <-> g x = m) /\ (f x = M <-> g x = M)).
  { intros x Hx; destruct (H x Hx) as [->|?]; [tauto|]; split; split; lra. }
  split; [|split].
  - intros x; rewrite (is_min_val _ _ _ _ _ _ x P), (is_min_val _ _ _ _ _ _ x Q).
    split; intros [Hx F]; split; auto; apply (E x Hx); auto.
  - intros x; rewrite (is_max_val _ _ _ _ _ _ x P), (is_max_val _ _ _ _ _ _ x Q).
    split; intros [Hx F]; split; auto; apply (E x Hx); auto.
  - intros x [F|F].
    + apply (is_min_val _ _ _ _ _ _ x P) in F; destruct F as [Hx F].
      rewrite F; symmetry; apply (E x Hx); auto.
    + apply (is_max_val _ _ _ _ _ _ x P) in F; destruct F as [Hx F].
      rewrite F; symmetry; apply (E x Hx); auto.
Qed.

Lemma UPhi_same d (f g : fn d) a b m M :
  UPhi f a b m M -> Phi g a b m M -> same_set f g -> UPhi g a b m M.
Proof.
  intros (P & U1 & U2) Q (S1 & S2 & _); split; auto; split; intros x H.
  - apply U1, S1, H.
  - apply U2, S2, H.
Qed.

Section Surgery.
Context {d : nat}.
Variables (f0 : fn d) (m M : R) (P : list (Rn d)) (xs : Rn d).
Hypothesis F0 : RF f0.
Hypothesis range : forall x, cube x -> m <= f0 x <= M.
Hypothesis HP : forall p, In p P -> cube p.
Hypothesis offP : ~ In xs P.
Hypothesis strict : m < f0 xs < M.

(** for every h: two networks that agree with f0 on P and wherever f0 takes m or M,
    one of them nearly M at xs, the other nearly m *)
Theorem surgery h : 0 < h < (M - m) / 2 -> exists f1 f2,
  RF f1 /\ RF f2 /\ inner m M f0 f1 /\ inner m M f0 f2 /\
  (forall p, In p P -> f1 p = f0 p /\ f2 p = f0 p) /\ f1 xs >= M - h /\ f2 xs <= m + h.
Proof.
  intros Hh.
  destruct (RF_lip d f0 F0) as (G & HG & Lip0).
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
    - right; split; auto; apply S2; auto; nra.
    - left; apply S1; auto; [lra|nra]. }
  exists (fun x => Rmax (f0 x) ((M - h) - k * l1 x xs)), (fun x => Rmin (f0 x) ((m + h) + k * l1 x xs)).
  split; [|split; [|split; [|split; [|split; [|split]]]]].
  - apply RF_max; auto; apply RF_sub; auto using RF_const, RF_scale, RF_l1.
  - apply RF_min; auto; apply RF_add; auto using RF_const, RF_scale, RF_l1.
  - intros x Hx; destruct (S x Hx); tauto.
  - intros x Hx; destruct (S x Hx); tauto.
  - intros p Hp; apply S1; try lra; auto.
    pose proof (HrP p Hp); pose proof (Rmin_l r1 (g / (G + 1))); fold r in H0; nra.
  - rewrite (dist_refl _ (l1_metric d)), Rmult_0_r, Rminus_0_r; apply S3; exact 0.
  - rewrite (dist_refl _ (l1_metric d)), Rmult_0_r, Rplus_0_r; apply (S3 m M h).
Qed.
End Surgery.

(** ** a base with one peak and one dip, off P, that keeps the values on P *)
Lemma peak_dip d (g : fn d) P (p q : Rn d) : RF g -> ~ In p P -> ~ In q P -> p <> q ->
  cube p -> cube q -> exists f0 m M,
  RF f0 /\ (forall z, In z P -> f0 z = g z) /\ m < M /\ UPhi f0 q p m M.
Proof.
  intros Hg Np Nq Npq Hp Hq.
  destruct (RF_lip d g Hg) as (G & HG & LG); destruct (RF_bounded d g Hg) as (K & HK).
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
  pose (bump := fun p x : Rn d => relu (c - k * l1 x p)).
  assert (Hk : G < k).
  { unfold k; assert (0 < (2 * K + 1) / r) by (apply Rdiv_lt_0_compat; lra); lra. }
  assert (Hc : 2 * K < c) by (unfold c; nra).
  assert (B0 : forall z x, r <= l1 x z -> bump z x = 0).
  { intros z x H; apply relu_neg; unfold c; nra. }
  assert (B1 : forall z x, l1 x z <= r -> bump z x = c - k * l1 x z).
  { intros z x H; apply relu_pos; unfold c; nra. }
  assert (B2 : forall z, bump z z = c).
  { intros z; rewrite B1; rewrite (dist_refl _ L); lra. }
  assert (FB : forall z, RF (bump z)).
  { intros z; apply (RF_relu (fun x => c - k * l1 x z)), RF_sub; auto using RF_const, RF_scale, RF_l1. }
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
  - apply RF_sub; [apply RF_add|]; auto.
  - intros z Hz; unfold f0; specialize (HPp z Hz); specialize (HPq z Hz).
    rewrite !B0 by lra; lra.
  - rewrite <- Eq; apply Top; auto.
  - apply UPhi_intro; auto.
    + intros x Hx; split.
      * destruct (eq_dec x q) as [->|N]; [rewrite Eq; lra|left; auto].
      * destruct (eq_dec x p) as [->|N]; [rewrite Ep; lra|left; auto].
    + intros x Hx E; destruct (eq_dec x q) as [->|N]; auto; specialize (Bot x Hx N); lra.
    + intros x Hx E; destruct (eq_dec x p) as [->|N]; auto; specialize (Top x Hx N); lra.
Qed.

(** ** row 3: networks that minimise the empirical risk *)
(** the risk is any function of the outputs on the training inputs P *)
Definition ERM {d} (P : list (Rn d)) (risk : list R -> R) : cls d := fun f =>
  NN f /\ forall g, NN g -> risk (map f P) <= risk (map g P).

(** E1 *)
Lemma ERM_same d P risk (f g : fn d) :
  ERM P risk f -> NN g -> (forall p, In p P -> g p = f p) -> ERM P risk g.
Proof.
  intros [_ H] G E; split; auto; intros g' G'.
  rewrite (map_ext_in g f P) by auto; auto.
Qed.

Definition in_cube {d} (P : list (Rn d)) := forall p, In p P -> cube p.

(** members with one peak and one dip; three points off P *)
Lemma ERM_base k (P : list (Rn (S k))) risk : in_cube P -> (exists f, ERM P risk f) ->
  exists f0 a b m M, ERM P risk f0 /\ RF f0 /\ m < M /\ UPhi f0 a b m M.
Proof.
  intros HP (g & Hg).
  destruct (proj1 (NN_RF g) (proj1 Hg)) as (g' & G' & E).
  destruct (avoid_points P) as (p & Hp & Np).
  destruct (avoid_points (p :: P)) as (q & Hq & Nq).
  assert (Nq' : ~ In q P) by (intros I; apply Nq; right; auto).
  assert (Npq : p <> q) by (intros I; apply Nq; left; auto).
  destruct (peak_dip _ g' P p q G' Np Nq' Npq Hp Hq) as (f0 & m & M & F0 & E0 & HmM & U).
  exists f0, q, p, m, M; split; [|auto].
  apply (ERM_same _ _ _ g); auto using RF_NN.
  intros z Hz; rewrite E0, E; auto.
Qed.

Lemma UPhi_strict d (f : fn d) a b m M x :
  UPhi f a b m M -> cube x -> x <> a -> x <> b -> m < f x < M.
Proof.
  intros (P & U1 & U2) Hx Na Nb.
  assert (f x <> m) by (intros E; apply Na, U1, (is_min_val _ _ _ _ _ _ x P); auto).
  assert (f x <> M) by (intros E; apply Nb, U2, (is_max_val _ _ _ _ _ _ x P); auto).
  destruct P as ((Ha & Hmin) & (Hb & Hmax) & Ea & Eb).
  specialize (Hmin x Hx); specialize (Hmax x Hx).
  split.
  - destruct (Rle_lt_or_eq_dec m (f x)); [lra|auto|congruence].
  - destruct (Rle_lt_or_eq_dec (f x) M); [lra|auto|congruence].
Qed.

Lemma Phi_range d (f : fn d) a b m M : Phi f a b m M -> forall x, cube x -> m <= f x <= M.
Proof.
  intros ((Ha & Hmin) & (Hb & Hmax) & Ea & Eb) x Hx.
  specialize (Hmin x Hx); specialize (Hmax x Hx); lra.
Qed.

Lemma ambiguous_erm k (P : list (Rn (S k))) risk :
  in_cube P -> (exists f, ERM P risk f) -> ambiguous (ERM P risk).
Proof.
  intros HP HE h Hh.
  destruct (ERM_base k P risk HP HE) as (f0 & a & b & m & M & E0 & F0 & HmM & U).
  destruct (avoid_points (a :: b :: P)) as (x & Hx & Nx); simpl in Nx.
  pose proof U as (HPhi & _).
  assert (Sx : m < f0 x < M) by (apply (UPhi_strict _ _ a b); auto).
  assert (Nx' : ~ In x P) by tauto.
  destruct (surgery f0 m M P x F0 (Phi_range _ _ _ _ _ _ HPhi) HP Nx' Sx (h * (M - m)))
    as (f1 & f2 & R1 & R2 & I1 & I2 & EP & G1 & G2).
  - nra.
  - exists f1, f2, a, b, m, M, x.
    split; [|split; [|split; [|split; [|auto]]]].
    + apply (ERM_same _ _ _ f0); auto using RF_NN; intros; apply EP; auto.
    + apply (ERM_same _ _ _ f0); auto using RF_NN; intros; apply EP; auto.
    + apply (UPhi_same _ f0); eauto using inner_Phi, inner_same_set.
    + apply (UPhi_same _ f0); eauto using inner_Phi, inner_same_set.
Qed.

Theorem row_erm k (P : list (Rn (S k))) risk :
  in_cube P -> (exists f, ERM P risk f) -> ROW_NO (ERM P risk).
Proof. intros; apply indistinguishability, ambiguous_erm; auto. Qed.

(** ** row 2: networks (the empirical risk over no data) *)
Lemma ERM_nil d (f : fn d) : ERM nil (fun _ => 0) f <-> NN f.
Proof. split; [intros [H _]; auto|intros H; split; auto; intros; lra]. Qed.
Lemma ERM_nil_ex d : exists f : fn d, ERM nil (fun _ => 0) f.
Proof. exists (fun _ => 0); apply ERM_nil, RF_NN, RF_const. Qed.

Lemma ambiguous_nn k : ambiguous (@NN (S k)).
Proof.
  apply (ambiguous_sub (ERM nil (fun _ => 0))); [intros f; apply ERM_nil|].
  apply ambiguous_erm; [intros ? []|apply ERM_nil_ex].
Qed.
Theorem row_nn k : ROW_NO (@NN (S k)).
Proof. apply indistinguishability, ambiguous_nn. Qed.
