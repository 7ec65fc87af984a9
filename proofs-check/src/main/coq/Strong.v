(** Strong forms: every visualization of a network (ties or not) is ambiguous; decoders that
    see the whole tie sets; any a <> b, m < M occurs; selection functions; d = 0. *)
Require Import Reals Lra List Psatz.
From Eyewitness Require Import Space Notions Classes Net Surgery Erm Thm1 Evt.
Open Scope R_scope.

(** every non-constant member, every h: two members with the very same tie sets and values,
    one nearly M and the other nearly m at some x *)
Theorem every_visualization_ambiguous d (P : list (Rn d)) risk f0 a b m M h :
  in_cube P -> ERM P risk f0 -> Phi f0 a b m M -> m < M -> 0 < h < (M - m) / 2 ->
  exists f1 f2 x, ERM P risk f1 /\ ERM P risk f2 /\ Phi f1 a b m M /\ Phi f2 a b m M /\
    same_set f0 f1 /\ same_set f0 f2 /\ cube x /\ f1 x >= M - h /\ f2 x <= m + h.
Proof.
  intros HP E0 HPhi HmM Hh.
  destruct (proj1 (NN_RF f0) (proj1 E0)) as (g0 & G0 & Eg).
  assert (I0 : inner m M f0 g0) by (intros x Hx; left; rewrite Eg; auto).
  pose proof (inner_Phi _ _ _ _ _ _ _ HPhi I0) as P0.
  pose proof (Phi_range _ _ _ _ _ _ P0) as Rg.
  destruct P0 as ((Ha & Pa) & (Hb & Pb) & Va & Vb).
  destruct (avoid_reals (map g0 P) m M HmM) as (v & Hv & Nv).
  destruct (ivt_net _ g0 a b v G0 Ha Hb) as (x & Hx & Ex); [lra|].
  assert (Nx : ~ In x P) by (intros I; apply Nv; rewrite <- Ex; apply in_map, I).
  destruct (surgery g0 m M P x G0 Rg HP Nx) with (h := h)
    as (f1 & f2 & R1 & R2 & I1 & I2 & EP & G1 & G2); try lra.
  assert (I1' : inner m M f0 f1) by (intros y Hy; rewrite Eg by auto; apply I1, Hy).
  assert (I2' : inner m M f0 f2) by (intros y Hy; rewrite Eg by auto; apply I2, Hy).
  exists f1, f2, x.
  split; [apply (ERM_same _ _ _ f0); auto using RF_NN; intros p Hp; rewrite Eg by auto; apply EP, Hp|].
  split; [apply (ERM_same _ _ _ f0); auto using RF_NN; intros p Hp; rewrite Eg by auto; apply EP, Hp|].
  split; [apply (inner_Phi _ f0); auto|].
  split; [apply (inner_Phi _ f0); auto|].
  split; [apply (inner_same_set _ _ _ a b m M); auto|].
  split; [apply (inner_same_set _ _ _ a b m M); auto|auto].
Qed.

(** theorem 1 against decoders that see the whole tie sets *)
Theorem T1_sets d (P : list (Rn d)) risk (D : fn d -> fn d) f0 a b m M :
  in_cube P -> set_decoder (ERM P risk) D -> ERM P risk f0 -> Phi f0 a b m M -> m < M ->
  exists f, ERM P risk f /\ same_set f0 f /\
    sup_at_least (fun x => f x - D f x) ((M - m) / 2).
Proof.
  intros HP HD E0 HPhi HmM.
  destruct (T1_strong d P risk f0 a b m M (D f0) HP E0 HPhi HmM) as (f & E & _ & SS & Sup).
  exists f; split; auto; split; auto; intros B HB H; apply (Sup B HB); intros x Hx.
  rewrite (HD f0 f E0 E SS x Hx); auto.
Qed.

(** any a <> b in X and any m < M are the visualization of some network *)
Lemma UPhi_scale d (f : fn d) a b m M m' M' : m < M -> m' < M' -> UPhi f a b m M ->
  UPhi (fun x => (M' - m') / (M - m) * f x + (m' - (M' - m') / (M - m) * m)) a b m' M'.
Proof.
  intros H H' U; pose proof (proj1 U) as P; pose proof (Phi_range _ _ _ _ _ _ P) as Rg.
  pose (c := (M' - m') / (M - m)); fold c.
  assert (Hc : 0 < c) by (apply Rdiv_lt_0_compat; lra).
  assert (Ec : c * (M - m) = M' - m') by (unfold c; field; lra).
  destruct P as ((Ha & Hmin) & (Hb & Hmax) & Va & Vb); destruct U as (_ & U1 & U2).
  apply UPhi_intro; auto.
  - rewrite Va; ring.
  - rewrite Vb; lra.
  - intros x Hx; specialize (Rg x Hx); split; nra.
  - intros x Hx E; apply U1; split; auto; intros y Hy; specialize (Rg y Hy).
    assert (f x = m) by nra. lra.
  - intros x Hx E; apply U2; split; auto; intros y Hy; specialize (Rg y Hy).
    assert (f x = M) by nra. lra.
Qed.

Theorem any_visualization d (a b : Rn d) m M : cube a -> cube b -> a <> b -> m < M ->
  exists f, NN f /\ UPhi f a b m M.
Proof.
  intros Ha Hb N H.
  destruct (peak_dip d (fun _ => 0) nil b a) as (f0 & m0 & M0 & F0 & _ & H0 & U); auto using RF_const.
  exists (fun x => (M - m) / (M0 - m0) * f0 x + (m - (M - m) / (M0 - m0) * m0)); split.
  - apply RF_NN, RF_add; [apply RF_scale, F0|apply RF_const].
  - apply UPhi_scale; auto.
Qed.

(** the No cells, said for selection functions f |-> (a, b) *)
Definition sel_ok {d} (C : cls d) (sel : fn d -> Rn d * Rn d) :=
  forall f, C f -> has_vis f -> is_min f (fst (sel f)) /\ is_max f (snd (sel f)).

Theorem no_for_selections d (C : cls d) sel : ROW_NO C -> sel_ok C sel -> forall eps, eps < 1/2 ->
  ~ exists D : decoder d, forall f, C f -> has_vis f -> forall x, cube x ->
    let a := fst (sel f) in let b := snd (sel f) in
    Rabs (f x - D a b (f a) (f b) x) <= eps * (f b - f a).
Proof.
  intros (_ & _ & _ & HE) Hs eps He [D HD].
  assert (W : within C (of_sel sel) (Rmax 0 eps)).
  { exists D; intros f a b Cf [Hv E] x Hx; specialize (HD f Cf Hv x Hx); rewrite E in HD; simpl in HD.
    eapply Rle_trans; [exact HD|].
    destruct (Hs f Cf Hv) as [[Ha Hmin] [Hb _]]; rewrite E in Ha, Hb, Hmin; simpl in *.
    specialize (Hmin b Hb); pose proof (Rmax_r 0 eps); nra. }
  apply (HE _ (sel_rule C sel Hs)) in W; [|apply Rmax_l].
  revert W; unfold Rmax; destruct (Rle_dec _ _); lra.
Qed.

(** sharpness: in d = 0 (one point) even the black box is understood *)
Theorem row_bb_0 : ROW_YES (@BB 0).
Proof.
  apply row_yes; intros T HT; exists (fun _ _ m _ _ => m); intros f a b _ _ x _.
  destruct a, x; auto.
Qed.

(** sharpness of row 3's hypothesis: an empty class is understood, vacuously *)
Theorem empty_yes d (C : cls d) : (forall f, ~ C f) -> ROW_YES C.
Proof.
  intros H; apply row_yes; intros T HT; exists (fun _ _ m _ _ => m); intros f a b Cf; destruct (H f Cf).
Qed.
