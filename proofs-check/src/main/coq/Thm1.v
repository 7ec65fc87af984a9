(** Theorem 1 with its exact constant, attained by a member: rows 1-3, 5-7.
    Classical logic (classic) is used here, and only for the case split "does the
    decoded function err by less than R/2 on f0, or not". *)
Require Import Reals Lra List Psatz Classical.
From Eyewitness Require Import Space Notions Net Classes Surgery Erm PAff.
Open Scope R_scope.

(** ** networks take every value in between *)
Lemma l1_comb d t s (x y : Rn d) : l1 (comb t x y) (comb s x y) = Rabs (t - s) * l1 x y.
Proof.
  induction d as [|d IH]; simpl; [lra|]. rewrite IH.
  replace (t * hd x + (1 - t) * hd y - (s * hd x + (1 - s) * hd y))
    with ((t - s) * (hd x - hd y)) by ring.
  rewrite Rabs_mult; ring.
Qed.
Lemma comb_0 d (x y : Rn d) : comb 0 x y = y.
Proof.
  induction d as [|d IH]; simpl; [destruct y; auto|].
  destruct y as [y ys]; rewrite IH; simpl; f_equal; ring.
Qed.
Lemma comb_1 d (x y : Rn d) : comb 1 x y = x.
Proof.
  induction d as [|d IH]; simpl; [destruct x; auto|].
  destruct x as [x xs]; rewrite IH; simpl; f_equal; ring.
Qed.

Lemma lipschitz_continuity (f : R -> R) K :
  (forall t s, Rabs (f t - f s) <= K * Rabs (t - s)) -> continuity f.
Proof.
  intros H s e He; pose (K' := Rabs K + 1).
  assert (HK : 0 < K') by (unfold K'; pose proof (Rabs_pos K); lra).
  exists (e / K'); split; [apply Rdiv_lt_0_compat; auto|].
  intros t [_ Ht]; simpl in *; unfold R_dist in *.
  eapply Rle_lt_trans; [apply H|].
  assert (K <= K') by (unfold K'; pose proof (Rle_abs K); lra).
  apply (Rmult_lt_compat_l K') in Ht; auto.
  replace (K' * (e / K')) with e in Ht by (field; lra).
  pose proof (Rabs_pos (t - s)); nra.
Qed.

Lemma ivt_net d (f : fn d) a b v : RF f -> cube a -> cube b -> f a < v < f b ->
  exists x, cube x /\ f x = v.
Proof.
  intros F Ha Hb Hv; destruct (RF_lip d f F) as (G & HG & LG).
  pose (phi := fun t => f (comb t b a) - v).
  assert (C : continuity phi).
  { apply (lipschitz_continuity _ (G * l1 b a)); intros t s; unfold phi.
    replace (f (comb t b a) - v - (f (comb s b a) - v)) with (f (comb t b a) - f (comb s b a)) by ring.
    eapply Rle_trans; [apply LG|]; rewrite l1_comb; lra. }
  destruct (IVT phi 0 1 C) as (t & Ht & E); unfold phi in *; rewrite ?comb_0, ?comb_1; try lra.
  exists (comb t b a); split; [apply comb_cube; auto|lra].
Qed.

(** ** theorem 1 *)
(** I4 *)
Lemma I4 m M z h q : m < M -> mid m M < z -> h <= z - mid m M -> q <= m + h -> (M - m) / 2 <= z - q.
Proof. unfold mid; intros; lra. Qed.

Lemma sup_at_point d (g : fn d) x c : cube x -> c <= Rabs (g x) -> sup_at_least g c.
Proof. intros Hx H B HB N; specialize (N x Hx); lra. Qed.

(** the strong form, for every visualization, ties or not: whatever function g is decoded
    from what f0 shows, a member with the same tie sets is R/2 away from g *)
Theorem T1_strong d (P : list (Rn d)) risk f0 a b m M (g : fn d) :
  in_cube P -> ERM P risk f0 -> Phi f0 a b m M -> m < M ->
  exists f, ERM P risk f /\ Phi f a b m M /\ same_set f0 f /\
    sup_at_least (fun x => f x - g x) ((M - m) / 2).
Proof.
  intros HP E0 HPhi HmM.
  destruct (classic (exists B, B < (M - m) / 2 /\ forall x, cube x -> Rabs (f0 x - g x) <= B))
    as [(B & HB & Err)|N].
  - destruct (proj1 (NN_RF f0) (proj1 E0)) as (g0 & G0 & Eg).
    assert (I0 : inner m M f0 g0) by (intros x Hx; left; rewrite Eg; auto).
    pose proof (inner_Phi _ _ _ _ _ _ _ HPhi I0) as P0.
    pose proof (inner_same_set _ _ _ _ _ _ _ HPhi I0) as SS0.
    pose proof (Phi_range _ _ _ _ _ _ P0) as Rg.
    destruct P0 as ((Ha & Pa) & (Hb & Pb) & Va & Vb).
    destruct (avoid_reals (map g0 P) (Rmax m (M - ((M - m) / 2 - B))) M) as (v & Hv & Nv).
    { apply Rmax_lub_lt; lra. }
    assert (Hv1 : m < v) by (eapply Rle_lt_trans; [apply Rmax_l|apply Hv]).
    assert (Hv2 : M - ((M - m) / 2 - B) < v) by (eapply Rle_lt_trans; [apply Rmax_r|apply Hv]).
    destruct (ivt_net _ g0 a b v G0 Ha Hb) as (x & Hx & Ex); [lra|].
    assert (Nx : ~ In x P) by (intros I; apply Nv; rewrite <- Ex; apply in_map, I).
    pose proof (Err x Hx) as Ee; rewrite Eg, Ex in Ee by auto; apply Rabs_le_inv in Ee.
    assert (Hg : mid m M < g x) by (unfold mid; lra).
    pose (h := Rmin (g x - mid m M) ((M - m) / 4)).
    assert (Hh : 0 < h) by (apply Rmin_glb_lt; lra).
    assert (Hh1 : h <= g x - mid m M) by apply Rmin_l.
    assert (Hh2 : h <= (M - m) / 4) by apply Rmin_r.
    destruct (surgery g0 m M P x G0 Rg HP Nx) with (h := h)
      as (f1 & f2 & R1 & R2 & I1 & I2 & EP & G1 & G2); try lra.
    assert (I2' : inner m M f0 f2).
    { intros y Hy; rewrite Eg by auto; apply I2, Hy. }
    exists f2; split; [|split; [|split]].
    + apply (ERM_same _ _ _ f0); auto using RF_NN.
      intros p Hp; rewrite Eg by auto; apply EP; auto.
    + apply (inner_Phi _ f0); auto.
    + apply (inner_same_set _ _ _ a b m M); auto.
    + apply (sup_at_point _ _ x); auto.
      rewrite Rabs_minus_sym; eapply Rle_trans; [|apply Rle_abs].
      apply (I4 m M _ h); auto.
  - exists f0; split; [auto|split; [auto|split]].
    + split; [|split]; intros; tauto.
    + intros B HB H; apply N; exists B; auto.
Qed.

(** one visualization with unique extremisers defeats every decoder *)
Definition defeats {d} (C : cls d) := exists a b m M, m < M /\ forall g : fn d,
  exists f, C f /\ UPhi f a b m M /\ sup_at_least (fun x => f x - g x) ((M - m) / 2).

Lemma defeats_theorem1 d (C : cls d) : defeats C -> theorem1 C.
Proof.
  intros (a & b & m & M & HmM & H) T HT D.
  destruct (H (D a b m M)) as (f & Cf & U & S).
  destruct (UPhi_rule _ _ _ _ _ _ _ HT Cf U) as (Tf & Ea & Eb).
  exists f, a, b; rewrite Ea, Eb; auto.
Qed.

Lemma defeats_sub d (C C' : cls d) : (forall f, C f -> has_vis f -> C' f) -> defeats C -> defeats C'.
Proof.
  intros I (a & b & m & M & HmM & H); exists a, b, m, M; split; auto; intros g.
  destruct (H g) as (f & Cf & U & S); exists f; split; auto.
  apply I; auto; exists a, b, m, M; apply U.
Qed.

Lemma defeats_erm k (P : list (Rn (S k))) risk :
  in_cube P -> (exists f, ERM P risk f) -> defeats (ERM P risk).
Proof.
  intros HP HE; destruct (ERM_base k P risk HP HE) as (f0 & a & b & m & M & E0 & F0 & HmM & U).
  exists a, b, m, M; split; auto; intros g.
  destruct (T1_strong _ P risk f0 a b m M g HP E0 (proj1 U) HmM) as (f & E & HPhi & SS & Sup).
  exists f; split; auto; split; auto; apply (UPhi_same _ f0); auto.
Qed.

Lemma defeats_nn k : defeats (@NN (S k)).
Proof.
  apply (defeats_sub _ (ERM nil (fun _ => 0))); [intros f H _; apply ERM_nil, H|].
  apply defeats_erm; [intros ? []|apply ERM_nil_ex].
Qed.

(** rows 6 and 7: a convex and monotone member does it (T1) *)
Lemma defeats_convmono k : defeats (@ConvMono (S k)).
Proof.
  exists (cst (S k) 0), (cst (S k) 1), 0, 1; split; [lra|]; intros g.
  pose (f0 := prof (k := k) (conv_phi 1 (1/2))).
  destruct (conv_prof k 1 (1/2)) as [C0 U0]; try lra.
  destruct (classic (exists B, B < (1 - 0) / 2 /\ forall x, cube x -> Rabs (f0 x - g x) <= B))
    as [(B & HB & Err)|N].
  - pose (v := Rmax (1/2) (1 - ((1 - 0) / 2 - B) / 2)).
    assert (B0 : 0 <= B).
    { eapply Rle_trans; [apply Rabs_pos|apply (Err (cst (S k) 0))]; apply cube_cst; lra. }
    assert (Hv : 1/2 <= v < 1).
    { split; [apply Rmax_l|apply Rmax_lub_lt; lra]. }
    assert (Hv2 : 1 - ((1 - 0) / 2 - B) / 2 <= v) by apply Rmax_r.
    clearbody v.
    pose (x := cst (S k) v); assert (Hx : cube x) by (apply cube_cst; lra).
    assert (Ex : f0 x = v).
    { unfold f0, prof, x; rewrite u_cst; unfold conv_phi; rewrite Rmax_right; lra. }
    pose proof (Err x Hx) as Ee; rewrite Ex in Ee; apply Rabs_le_inv in Ee.
    assert (Hg : mid 0 1 < g x) by (unfold mid; lra).
    pose (h := Rmin (g x - mid 0 1) (1 / 4)).
    assert (Hh : 0 < h) by (apply Rmin_glb_lt; lra).
    assert (Hh1 : h <= g x - mid 0 1) by apply Rmin_l.
    assert (Hh2 : h <= 1 / 4) by apply Rmin_r.
    assert (En : / (1 - v) * (1 - v) = 1) by (field; lra).
    assert (Hn : 1 <= / (1 - v)) by nra.
    destruct (conv_prof k (/ (1 - v)) h Hn) as [C2 U2]; [lra|].
    exists (prof (conv_phi (/ (1 - v)) h)); split; auto; split; auto.
    apply (sup_at_point _ _ x); auto.
    rewrite Rabs_minus_sym; eapply Rle_trans; [|apply Rle_abs].
    apply (I4 0 1 _ h); auto; try lra.
    unfold prof, x; rewrite u_cst, C3 by lra; nra.
  - exists f0; split; auto; split; auto.
    intros B HB H; apply N; exists B; auto.
Qed.

Theorem theorem1_bb k : theorem1 (@BB (S k)).
Proof. apply defeats_theorem1, (defeats_sub _ NN); [auto|apply defeats_nn]. Qed.
Theorem theorem1_nn k : theorem1 (@NN (S k)).
Proof. apply defeats_theorem1, defeats_nn. Qed.
Theorem theorem1_erm k (P : list (Rn (S k))) risk :
  in_cube P -> (exists f, ERM P risk f) -> theorem1 (ERM P risk).
Proof. intros; apply defeats_theorem1, defeats_erm; auto. Qed.
Theorem theorem1_erm_sq k (data : list (Rn (S k) * R)) :
  in_cube (map fst data) -> theorem1 (ERM_sq data).
Proof. intros; apply theorem1_erm; auto; apply erm_attained. Qed.
Theorem theorem1_paff k : theorem1 (@PAff (S k)).
Proof. apply defeats_theorem1, (defeats_sub _ NN); [intros; apply NN_PAff; auto|apply defeats_nn]. Qed.
Theorem theorem1_mono k : theorem1 (@Mono (S k)).
Proof. apply defeats_theorem1, (defeats_sub _ ConvMono); [intros f H _; apply H|apply defeats_convmono]. Qed.
Theorem theorem1_conv k : theorem1 (@Conv (S k)).
Proof. apply defeats_theorem1, (defeats_sub _ ConvMono); [intros f H _; apply H|apply defeats_convmono]. Qed.
