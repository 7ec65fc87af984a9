(** Strictly increasing profiles of u, the mean of the coordinates: on a box they have their extremes at its corners,
    and no local ones inside. So a family of them whose germs settle looks settled altogether. *)
Require Import Reals Lra List Psatz.
From Eyewitness Require Import Statements HelpStatements Points Distances Visualizations Blends Networks Help
  HelpIndistinguishability.
Open Scope R_scope.

Definition increasing (phi : R -> R) := forall v w, 0 <= v < w /\ w <= 1 -> phi v < phi w.
Lemma increasing_le phi v w : increasing phi -> 0 <= v <= w /\ w <= 1 -> phi v <= phi w.
Proof. intros I H; destruct (Req_dec v w) as [->|N]; [lra|left; apply I; lra]. Qed.

(** ** On a box *)
Lemma dot_strict d (w x y : point d) : positive w -> leq x y -> dot w x = dot w y -> x = y.
Proof.
  induction d as [|d IH]; simpl; [destruct x, y; auto|].
  destruct x as [x xs], y as [y ys], w as [w ws]; simpl.
  intros [Hw Hws] [Hx Hxs] E; pose proof (dot_mono ws xs ys Hws Hxs).
  rewrite (IH ws xs ys Hws Hxs) by nra; f_equal; nra.
Qed.

Lemma profile_box k phi (lo hi x : point (S k)) : cube lo -> cube hi -> increasing phi ->
  (min_on (in_box lo hi) (profile phi) x <-> leq lo hi /\ x = lo) /\
  (max_on (in_box lo hi) (profile phi) x <-> leq lo hi /\ x = hi).
Proof.
  intros Cl Ch Inc.
  assert (S : forall y z : point (S k), cube y -> cube z -> leq y z -> y = z \/ profile phi y < profile phi z).
  { intros y z Cy Cz Hyz; destruct (eq_dec y z) as [|N]; auto; right.
    pose proof (u_mono y z Hyz); pose proof (u_range y Cy); pose proof (u_range z Cz).
    assert (u y <> u z) by (intros E; apply N, (dot_strict _ _ y z w_pos Hyz E)).
    apply Inc; lra. }
  assert (BC : forall y, in_box lo hi y -> cube y) by (intros y; apply in_box_cube; auto).
  split; split.
  - intros [[X1 X2] Mx]; assert (leq lo hi) by (eapply leq_trans; eauto); split; auto.
    specialize (Mx lo (conj (leq_refl _ lo) H)).
    destruct (S lo x Cl (BC x (conj X1 X2)) X1); [auto|lra].
  - intros [H ->]; split; [split; auto using leq_refl|]; intros y By.
    destruct (S lo y Cl (BC y By) (proj1 By)) as [->|]; lra.
  - intros [[X1 X2] Mx]; assert (leq lo hi) by (eapply leq_trans; eauto); split; auto.
    specialize (Mx hi (conj H (leq_refl _ hi))).
    destruct (S x hi (BC x (conj X1 X2)) Ch X2); [auto|lra].
  - intros [H ->]; split; [split; auto using leq_refl|]; intros y By.
    destruct (S y hi (BC y By) Ch (proj2 By)) as [->|]; lra.
Qed.

(** ** Local extrema *)
(** near x, a little toward c *)
Lemma toward k (x c : point (S k)) r : cube x -> cube c -> 0 < r -> exists lam, 0 < lam < 1 /\
  cube (comb lam c x) /\ l1 (comb lam c x) x < r /\ u (comb lam c x) = u x + lam * (u c - u x).
Proof.
  intros Hx Hc Hr; pose proof (l1_nonneg c x) as D; pose (lam := Rmin (1/2) (r / 2 / (l1 c x + 1))).
  assert (L0 : 0 < lam) by (apply Rmin_glb_lt; [lra|apply Rdiv_lt_0_compat; lra]).
  assert (L1 : lam <= 1/2) by apply Rmin_l.
  assert (L2 : lam * (l1 c x + 1) <= r / 2).
  { pose proof (Rmin_r (1/2) (r / 2 / (l1 c x + 1))) as Q; fold lam in Q.
    apply (Rmult_le_compat_r (l1 c x + 1)) in Q; [|lra].
    replace (r / 2 / (l1 c x + 1) * (l1 c x + 1)) with (r / 2) in Q by (field; lra); auto. }
  clearbody lam; exists lam; split; [lra|split; [apply comb_cube; auto; lra|split]].
  - pose proof (l1_comb _ lam 0 c x) as E; rewrite comb_0, Rminus_0_r, Rabs_right in E by lra.
    rewrite E; nra.
  - rewrite u_comb; ring.
Qed.
Lemma profile_extrema k phi (x : point (S k)) : increasing phi ->
  (local_min (profile phi) x <-> x = diag (S k) 0) /\ (local_max (profile phi) x <-> x = diag (S k) 1).
Proof.
  intros Inc.
  assert (C0 : cube (diag (S k) 0)) by (apply cube_diag; lra).
  assert (C1 : cube (diag (S k) 1)) by (apply cube_diag; lra).
  split; split.
  - intros [Cx (r & Hr & E)]; pose proof (u_range x Cx); apply u_0; auto.
    destruct (Req_dec (u x) 0) as [|N]; auto; exfalso.
    destruct (toward k x (diag (S k) 0) r Cx C0 Hr) as (lam & Hl & C & D & U).
    rewrite u_diag in U; specialize (E _ C D); unfold profile in E; rewrite U in E.
    assert (phi (u x + lam * (0 - u x)) < phi (u x)) by (apply Inc; nra); lra.
  - intros ->; split; auto; exists 1; split; [lra|]; intros y Hy _; unfold profile; rewrite u_diag.
    pose proof (u_range y Hy); apply increasing_le; auto; lra.
  - intros [Cx (r & Hr & E)]; pose proof (u_range x Cx); apply u_1; auto.
    destruct (Req_dec (u x) 1) as [|N]; auto; exfalso.
    destruct (toward k x (diag (S k) 1) r Cx C1 Hr) as (lam & Hl & C & D & U).
    rewrite u_diag in U; specialize (E _ C D); unfold profile in E; rewrite U in E.
    assert (phi (u x) < phi (u x + lam * (1 - u x))) by (apply Inc; nra); lra.
  - intros ->; split; auto; exists 1; split; [lra|]; intros y Hy _; unfold profile; rewrite u_diag.
    pose proof (u_range y Hy); apply increasing_le; auto; lra.
Qed.

(** ** Families of increasing profiles from 0 to 1 *)
Theorem profiles_settle k (phi : R -> R -> R) smax : 0 < smax ->
  (forall s, 0 < s <= smax -> increasing (phi s) /\ phi s 0 = 0 /\ phi s 1 = 1) ->
  settles same_germ (fun s => profile (k := k) (phi s)) ->
  settles same_look_or_extrema (fun s => profile (k := k) (phi s)).
Proof.
  intros Hm Inc Near.
  assert (N' : forall x : input (S k), exists s0, 0 < s0 <= smax /\ forall s s', 0 < s <= s0 -> 0 < s' <= s0 ->
     same_germ x (profile (k := k) (phi s)) (profile (k := k) (phi s'))).
  { intros x; destruct (Near x) as (s0 & H0 & N); exists (Rmin s0 smax).
    pose proof (Rmin_l s0 smax); pose proof (Rmin_r s0 smax).
    split; [split; [apply Rmin_glb_lt; auto|auto]|]; intros s s' Hs Hs'.
    eapply near_trans; [apply near_sym, N|apply N]; lra. }
  intros [[x|[[lo Cl] [hi Ch]]]|[]]; simpl.
  - destruct (N' x) as (s0 & H0 & N); exists s0; split; [lra|]; intros s Hs; apply N; lra.
  - destruct (N' (exist _ lo Cl)) as (s1 & H1 & N1), (N' (exist _ hi Ch)) as (s2 & H2 & N2).
    pose proof (Rmin_l s1 s2); pose proof (Rmin_r s1 s2).
    assert (Hs0 : 0 < Rmin s1 s2) by (apply Rmin_glb_lt; lra).
    exists (Rmin s1 s2); split; auto; intros s Hs; set (s0 := Rmin s1 s2) in *; clearbody s0.
    pose proof (fun s' x (H : 0 < s' <= smax) => profile_box k (phi s') lo hi x Cl Ch (proj1 (Inc s' H))) as P.
    assert (El : profile (phi s0) lo = profile (phi s) lo) by (apply (near_value _ _ _ Cl), (N1 s0 s); lra).
    assert (Eh : profile (phi s0) hi = profile (phi s) hi) by (apply (near_value _ _ _ Ch), (N2 s0 s); lra).
    unfold same_vis; simpl.
    split; [|split]; intros x; destruct (P s0 x ltac:(lra)) as [A1 A2]; destruct (P s x ltac:(lra)) as [A3 A4].
    + rewrite A1, A3; tauto.
    + rewrite A2, A4; tauto.
    + rewrite A1, A2; intros [[_ ->]|[_ ->]]; auto.
  - exists smax; split; auto; intros s Hs.
    destruct (Inc smax ltac:(lra)) as (I0 & Z0 & O0), (Inc s Hs) as (I1 & Z1 & O1).
    split; [|split]; intros x; destruct (profile_extrema k (phi smax) x I0) as [A1 A2];
      destruct (profile_extrema k (phi s) x I1) as [A3 A4].
    + rewrite A1, A3; tauto.
    + rewrite A2, A4; tauto.
    + rewrite A1, A2; intros [->| ->]; unfold profile; rewrite !u_diag; congruence.
Qed.

Lemma u_lip d : exists G, 0 < G /\ forall x y : point d, Rabs (u x - u y) <= G * l1 x y.
Proof.
  destruct (dot_lip d (diag d (/ INR d))) as (G & HG & H).
  exists (G + 1); split; [lra|]; intros x y; specialize (H x y); pose proof (l1_nonneg x y).
  unfold u; nra.
Qed.
(** profiles that settle, by values of u near that of x, settle *)
Lemma profiles_settle_by_u k (phi : R -> R -> R) :
  (forall v, 0 <= v <= 1 -> exists s0, 0 < s0 /\ forall s, 0 < s <= s0 ->
    exists e, 0 < e /\ forall w, 0 <= w <= 1 -> Rabs (w - v) < e -> phi s0 w = phi s w) ->
  settles same_germ (fun s => profile (k := k) (phi s)).
Proof.
  intros H [x Cx]; destruct (u_lip (S k)) as (G & HG & HL), (H (u x) (u_range x Cx)) as (s0 & H0 & N).
  exists s0; split; auto; intros s Hs; destruct (N s Hs) as (e & He & E).
  exists (e / G); simpl; split; [apply Rdiv_lt_0_compat; auto|]; intros y Hy Hl; unfold profile.
  apply E; [apply u_range, Hy|]; eapply Rle_lt_trans; [apply HL|].
  apply (Rmult_lt_compat_l G) in Hl; auto; replace (G * (e / G)) with e in Hl by (field; lra); exact Hl.
Qed.
