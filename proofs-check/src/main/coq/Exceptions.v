(** Theorem 1's constant is NOT attained in rows 8 and 4 (only approached): decoders whose
    error on each single member stays below half its range; and: ties make it attained. *)
Require Import Reals Lra List Psatz Classical.
From Eyewitness Require Import Space Notions Classes Net Surgery Thm1 Lip Evt.
Open Scope R_scope.

(** ** row 8 *)
(** a rule that shows 1/2 in the coordinates on which f does not depend *)
Fixpoint lo {d} : Rn d -> Rn d := match d with
  | O => fun _ => tt
  | S d => fun w => (if Rlt_dec 0 (hd w) then 0 else if Rlt_dec (hd w) 0 then 1 else 1/2, lo (tl w))
  end.
Fixpoint hi {d} : Rn d -> Rn d := match d with
  | O => fun _ => tt
  | S d => fun w => (if Rlt_dec 0 (hd w) then 1 else if Rlt_dec (hd w) 0 then 0 else 1/2, hi (tl w))
  end.
(** least and largest |x_i - a_i| over the coordinates with a_i <> b_i *)
Fixpoint ymin {d} : Rn d -> Rn d -> Rn d -> R := match d with
  | O => fun _ _ _ => 1
  | S d => fun a b x => if Req_EM_T (hd a) (hd b) then ymin (tl a) (tl b) (tl x)
                        else Rmin (Rabs (hd x - hd a)) (ymin (tl a) (tl b) (tl x))
  end.
Fixpoint ymax {d} : Rn d -> Rn d -> Rn d -> R := match d with
  | O => fun _ _ _ => 0
  | S d => fun a b x => if Req_EM_T (hd a) (hd b) then ymax (tl a) (tl b) (tl x)
                        else Rmax (Rabs (hd x - hd a)) (ymax (tl a) (tl b) (tl x))
  end.
Fixpoint wmin {d} : Rn d -> R := match d with
  | O => fun _ => 1
  | S d => fun w => if Req_EM_T (hd w) 0 then wmin (tl w) else Rmin (Rabs (hd w)) (wmin (tl w))
  end.

Definition lo_hi_rule {d} : rule d := fun f a b =>
  exists w c, (forall x, cube x -> f x = dot w x + c) /\ a = lo w /\ b = hi w.

Lemma lo_hi_cube d (w : Rn d) : cube (lo w) /\ cube (hi w).
Proof.
  induction d as [|d IH]; simpl; auto; destruct (IH (tl w)).
  repeat destruct (Rlt_dec _ _); repeat split; auto; lra.
Qed.
Lemma lo_hi_ext d (w x : Rn d) : cube x -> dot w (lo w) <= dot w x <= dot w (hi w).
Proof.
  induction d as [|d IH]; simpl; [lra|]. intros [Hx Hxs]; specialize (IH (tl w) _ Hxs).
  repeat destruct (Rlt_dec _ _); nra.
Qed.
Lemma lo_hi_tie d : tie_rule (@Aff d) lo_hi_rule.
Proof.
  split.
  - intros f a b _ (w & c & H & -> & ->); destruct (lo_hi_cube d w) as [C1 C2].
    split; split; auto; intros x Hx; rewrite !H by auto; pose proof (lo_hi_ext d w x Hx); lra.
  - intros f (w & c & H) _; exists (lo w), (hi w), w, c; auto.
Qed.

Lemma wmin_pos d (w : Rn d) : 0 < wmin w.
Proof.
  induction d as [|d IH]; simpl; [lra|]. specialize (IH (tl w)).
  destruct (Req_EM_T _ _); auto; apply Rmin_glb_lt; auto; apply Rabs_pos_lt; auto.
Qed.

(** one coordinate: weight v, shown values a, b, the term is |v| * |x - a| *)
Lemma coord v x : 0 <= x <= 1 ->
  let a := if Rlt_dec 0 v then 0 else if Rlt_dec v 0 then 1 else 1/2 in
  let b := if Rlt_dec 0 v then 1 else if Rlt_dec v 0 then 0 else 1/2 in
  (a = b /\ v = 0) \/
  (a <> b /\ v <> 0 /\ v * x - v * a = Rabs v * Rabs (x - a) /\ v * b - v * a = Rabs v /\
   0 <= Rabs (x - a) <= 1).
Proof.
  intros Hx; cbv zeta; destruct (Rlt_dec 0 v); [|destruct (Rlt_dec v 0)].
  - right; rewrite (Rabs_right v), (Rabs_right (x - 0)) by lra; repeat split; try lra.
  - right; rewrite (Rabs_left v), (Rabs_left1 (x - 1)) by lra; repeat split; try lra.
  - left; split; lra.
Qed.

Lemma A3_sums d (w x : Rn d) : cube x ->
  let p := ymin (lo w) (hi w) x in let q := ymax (lo w) (hi w) x in
  let s := dot w x - dot w (lo w) in let W := dot w (hi w) - dot w (lo w) in
  0 <= W /\ 0 <= p <= 1 /\ 0 <= q <= 1 /\ (W = 0 \/ p <= q) /\
  (forall z, 0 <= z <= p -> W * z <= s /\ wmin w * (q - z) <= s - W * z) /\
  (forall z, q <= z <= 1 -> s <= W * z /\ wmin w * (z - p) <= W * z - s).
Proof.
  cbv zeta; induction d as [|d IH].
  - simpl; intros _; repeat split; try lra; intros; lra.
  - intros [Hx Hxs]; specialize (IH (tl w) (tl x) Hxs).
    pose proof (coord (hd w) (hd x) Hx) as K; cbv zeta in K.
    pose proof (wmin_pos d (tl w)) as Hw.
    cbn [ymin ymax lo hi dot wmin] in *; cbn [hd tl fst snd] in *.
    set (a := if Rlt_dec 0 (hd w) then 0 else if Rlt_dec (hd w) 0 then 1 else 1/2) in *.
    set (b := if Rlt_dec 0 (hd w) then 1 else if Rlt_dec (hd w) 0 then 0 else 1/2) in *.
    clearbody a b.
    set (p := ymin _ _ _) in *; set (q := ymax _ _ _) in *; set (de := wmin (tl w)) in *.
    set (s1 := dot (tl w) (tl x)) in *; set (s0 := dot (tl w) (lo (tl w))) in *.
    set (s2 := dot (tl w) (hi (tl w))) in *.
    clearbody p q de s0 s1 s2.
    destruct IH as (HW & Hp & Hq & Hpq & HP & HQ).
    destruct K as [[-> Ev]|(Nab & Nv & E1 & E2 & Hy)].
    + destruct (Req_EM_T b b) as [_|N]; [|congruence].
      destruct (Req_EM_T (hd w) 0) as [_|N]; [|congruence]. rewrite Ev.
      replace (0 * b + s2 - (0 * b + s0)) with (s2 - s0) by ring.
      replace (0 * hd x + s1 - (0 * b + s0)) with (s1 - s0) by ring. auto 7.
    + destruct (Req_EM_T a b) as [N|_]; [congruence|].
      destruct (Req_EM_T (hd w) 0) as [N|_]; [congruence|].
      set (v := Rabs (hd w)) in *; set (y := Rabs (hd x - a)) in *.
      assert (Hv : 0 < v) by (apply Rabs_pos_lt; auto). clearbody v y.
      replace (hd w * b + s2 - (hd w * a + s0)) with (v + (s2 - s0)) by lra.
      replace (hd w * hd x + s1 - (hd w * a + s0)) with (v * y + (s1 - s0)) by lra.
      set (W := s2 - s0) in *; set (s := s1 - s0) in *; clearbody W s.
      assert (Hm : 0 < Rmin v de) by (apply Rmin_glb_lt; auto).
      pose proof (Rmin_l v de); pose proof (Rmin_r v de).
      set (mu := Rmin v de) in *; clearbody mu.
      split; [lra|].
      split; [split; [apply Rmin_glb; lra|eapply Rle_trans; [apply Rmin_l|lra]]|].
      split; [split; [eapply Rle_trans; [|apply Rmax_l]; lra|apply Rmax_lub; lra]|].
      split; [right; eapply Rle_trans; [apply Rmin_l|apply Rmax_l]|].
      split; intros z Hz.
      * pose proof (Rmin_l y p); pose proof (Rmin_r y p).
        destruct (HP z) as [P1 P2]; [lra|]. split; [nra|].
        unfold Rmax; destruct (Rle_dec y q); nra.
      * pose proof (Rmax_l y q); pose proof (Rmax_r y q).
        destruct (HQ z) as [P1 P2]; [lra|]. split; [nra|].
        unfold Rmin; destruct (Rle_dec y p); nra.
Qed.

Definition midrange {d} : decoder d := fun a b m M x =>
  m + (M - m) * ((ymin a b x + ymax a b x) / 2).

(** A3 *)
Theorem A3 d (f : fn d) a b : Aff f -> lo_hi_rule f a b -> f a < f b ->
  exists B, B < (f b - f a) / 2 /\ forall x, cube x -> Rabs (f x - midrange a b (f a) (f b) x) <= B.
Proof.
  intros _ (w & c & H & -> & ->) Hlt; destruct (lo_hi_cube d w) as [C1 C2].
  rewrite !H in * by auto.
  pose (W := dot w (hi w) - dot w (lo w)); pose proof (wmin_pos d w) as Hw.
  exists (Rmax 0 (W / 2 - wmin w)); split; [unfold W; apply Rmax_lub_lt; lra|].
  intros x Hx; rewrite H by auto; unfold midrange.
  pose proof (A3_sums d w x Hx) as K; cbv zeta in K.
  set (p := ymin _ _ _) in *; set (q := ymax _ _ _) in *; clearbody p q.
  destruct K as (_ & Hp & Hq & [HW|Hpq] & HP & HQ); [lra|].
  destruct (HP p) as [_ P]; [lra|]; destruct (HQ q) as [_ Q]; [lra|].
  replace (dot w x + c - (dot w (lo w) + c + (dot w (hi w) + c - (dot w (lo w) + c)) * ((p + q) / 2)))
    with (dot w x - dot w (lo w) - W * ((p + q) / 2)) by (unfold W; ring).
  fold W in P, Q, Hlt.
  assert (HB : (W / 2 - wmin w) * (q - p) <= Rmax 0 (W / 2 - wmin w)).
  { pose proof (Rmax_l 0 (W / 2 - wmin w)); pose proof (Rmax_r 0 (W / 2 - wmin w)).
    destruct (Rle_dec 0 (W / 2 - wmin w)); nra. }
  apply Rabs_le; split; nra.
Qed.

Theorem not_theorem1_aff d : ~ theorem1 (@Aff d).
Proof.
  intros H; destruct (H lo_hi_rule (lo_hi_tie d) midrange) as (f & a & b & Cf & Tf & Hlt & Sup).
  destruct (A3 d f a b Cf Tf Hlt) as (B & HB & HE); apply (Sup B HB HE).
Qed.

(** the same for the affine functions with unique extremisers, where no rule has a say *)
Definition AffU {d} : cls d := fun f => Aff f /\ exists a b m M, UPhi f a b m M.
Theorem not_theorem1_affU d : ~ theorem1 (@AffU d).
Proof.
  intros H; destruct (H full (full_rule _) midrange) as (f & a & b & [Cf (a' & b' & m & M & U)] & [Ta Tb] & Hlt & Sup).
  assert (Tf : lo_hi_rule f a b).
  { pose proof Cf as (w & c & Hf); exists w, c; split; auto.
    destruct (rule_sound _ _ (lo_hi_tie d) f (lo w) (hi w) Cf) as [Hl Hh]; [exists w, c; auto|].
    destruct U as (_ & U1 & U2); split.
    - rewrite (U1 a Ta), (U1 _ Hl); auto.
    - rewrite (U2 b Tb), (U2 _ Hh); auto. }
  destruct (A3 d f a b Cf Tf Hlt) as (B & HB & HE); apply (Sup B HB HE).
Qed.

(** under a rule that shows (0, 1) whenever it may, ties make the constant attained *)
Definition corner_rule {d} : rule d := fun f a b =>
  full f a b /\ (full f (cst d 0) (cst d 1) -> a = cst d 0 /\ b = cst d 1).
Lemma corner_tie d (C : cls d) : tie_rule C corner_rule.
Proof.
  split; [intros f a b _ [H _]; exact H|].
  intros f _ (a & b & m & M & Ha & Hb & _).
  destruct (classic (full f (cst d 0) (cst d 1))) as [F|N].
  - exists (cst d 0), (cst d 1); split; auto.
  - exists a, b; split; [split; auto|tauto].
Qed.
Theorem aff_ties k (D : decoder (S (S k))) : exists f a b, Aff f /\ corner_rule f a b /\ f a < f b /\
  sup_at_least (fun x => f x - D a b (f a) (f b) x) ((f b - f a) / 2).
Proof.
  pose (f1 := fun x : Rn (S (S k)) => hd x); pose (f2 := fun x : Rn (S (S k)) => hd (tl x)).
  pose (a := cst (S (S k)) 0); pose (b := cst (S (S k)) 1).
  assert (Ca : cube a) by (apply cube_cst; lra). assert (Cb : cube b) by (apply cube_cst; lra).
  assert (A1 : Aff f1).
  { exists ((1, (0, cst k 0)) : Rn (S (S k))), 0; intros x _; simpl; rewrite dot_zero; unfold f1; ring. }
  assert (A2 : Aff f2).
  { exists ((0, (1, cst k 0)) : Rn (S (S k))), 0; intros x _; simpl; rewrite dot_zero; unfold f2; ring. }
  assert (F1 : full f1 a b) by (split; split; auto; intros x (H & _); unfold f1; simpl; lra).
  assert (F2 : full f2 a b) by (split; split; auto; intros x (_ & H & _); unfold f2; simpl; lra).
  pose (x := (1, (0, cst k 0)) : Rn (S (S k))).
  assert (Hx : cube x) by (split; [simpl; lra|split; [simpl; lra|apply cube_cst; lra]]).
  destruct (Rle_dec (D a b 0 1 x) (1/2)).
  - exists f1, a, b; split; [auto|split; [split; auto|]].
    change (f1 a) with 0; change (f1 b) with 1; split; [lra|].
    apply (sup_at_point _ _ x); auto; change (f1 x) with 1.
    eapply Rle_trans; [|apply Rle_abs]; lra.
  - exists f2, a, b; split; [auto|split; [split; auto|]].
    change (f2 a) with 0; change (f2 b) with 1; split; [lra|].
    apply (sup_at_point _ _ x); auto; change (f2 x) with 0.
    rewrite Rabs_minus_sym; eapply Rle_trans; [|apply Rle_abs]; lra.
Qed.

(** ** row 4, members with unique extremisers *)
Definition LipU {d} (dist : Rn d -> Rn d -> R) L : cls d := fun f =>
  Lip dist L f /\ exists a b m M, UPhi f a b m M.

Lemma L3c m M l v u : m < v < M -> m <= l <= v -> v <= u <= M -> Rabs (v - (u + l) / 2) < (M - m) / 2.
Proof. intros; apply Rabs_def1; lra. Qed.

Theorem not_theorem1_lip d (dist : Rn d -> Rn d -> R) L : metric dist ->
  (forall x y, dist x y <= l1 x y) -> 0 < L -> ~ theorem1 (LipU dist L).
Proof.
  intros Hd Hle HL H.
  destruct (H full (full_rule _) (fun a b m M x => (upper dist L a m M x + lower dist L b m M x) / 2))
    as (f & a & b & [F (a' & b' & m & M & U)] & [Ta Tb] & Hlt & Sup).
  assert (Ea : a = a') by (apply U; auto). assert (Eb : b = b') by (apply U; auto). subst a' b'.
  pose proof (proj1 U) as P; pose proof P as ((Ha & _) & (Hb & _) & Va & Vb).
  rewrite Va, Vb in *.
  pose (e := fun x => Rabs (f x - (upper dist L a m M x + lower dist L b m M x) / 2)).
  assert (HS : M - m <= L * dist a b).
  { rewrite <- Va, <- Vb, (dist_sym _ Hd); apply F; auto. }
  assert (Le : lip1 (2 * L) e).
  { intros x y Hx Hy; unfold e.
    pose proof (F x y Hx Hy); pose proof (F y x Hy Hx).
    pose proof (upper_Lip dist Hd L HL a m M x y Hx Hy); pose proof (upper_Lip dist Hd L HL a m M y x Hy Hx).
    pose proof (lower_Lip dist Hd L HL b m M x y Hx Hy); pose proof (lower_Lip dist Hd L HL b m M y x Hy Hx).
    rewrite (dist_sym _ Hd y x) in *; pose proof (Hle x y).
    assert (Q : L * dist x y <= L * l1 x y) by nra.
    unfold Rabs; repeat destruct (Rcase_abs _); lra. }
  destruct (evt_max d e (2 * L)) as (x0 & Hx0 & Hmax); [lra|auto|].
  apply (Sup (e x0)); [|exact Hmax].
  unfold e; destruct (L1 dist Hd L a b m M Ha Hb f F P x0 Hx0) as [B1 B2].
  pose proof (env_range dist L a b m M x0) as [B3 B4].
  destruct (eq_dec x0 a) as [->|Na]; [|destruct (eq_dec x0 b) as [->|Nb]].
  - assert (E1 : upper dist L a m M a = m) by (unfold upper; rewrite (dist_refl _ Hd), Rmin_right; lra).
    rewrite Va, E1; rewrite Va in B1; replace (lower dist L b m M a) with m by lra.
    apply Rabs_def1; lra.
  - assert (E1 : lower dist L b m M b = M) by (unfold lower; rewrite (dist_refl _ Hd), Rmax_right; lra).
    rewrite Vb, E1; rewrite Vb in B2; replace (upper dist L a m M b) with M by lra.
    apply Rabs_def1; lra.
  - apply L3c; try lra; apply (UPhi_strict d f a b); auto.
Qed.
