(** Theorem 1's constant is only approached in rows 8 and 4: there are decoders whose error on each single
    member without ties stays below half its range (A3, L3c). *)
Require Import Reals Lra Psatz.
From Eyewitness Require Import Statements FurtherStatements Points Distances Visualizations ExtremeValues Envelope.
Open Scope R_scope.

(** ** Row 8: the mid-range of the coordinates, as seen from a *)
(** a rule that shows 1/2 in the coordinates on which f does not depend *)
Fixpoint lo {d} : point d -> point d := match d with
  | O => fun _ => tt
  | S d => fun w => (if Rlt_dec 0 (hd w) then 0 else if Rlt_dec (hd w) 0 then 1 else 1/2, lo (tl w))
  end.
Fixpoint hi {d} : point d -> point d := match d with
  | O => fun _ => tt
  | S d => fun w => (if Rlt_dec 0 (hd w) then 1 else if Rlt_dec (hd w) 0 then 0 else 1/2, hi (tl w))
  end.
(** least and largest |x_i - a_i| over the coordinates with a_i <> b_i *)
Fixpoint ymin {d} : point d -> point d -> point d -> R := match d with
  | O => fun _ _ _ => 1
  | S d => fun a b x => if Req_EM_T (hd a) (hd b) then ymin (tl a) (tl b) (tl x)
                        else Rmin (Rabs (hd x - hd a)) (ymin (tl a) (tl b) (tl x))
  end.
Fixpoint ymax {d} : point d -> point d -> point d -> R := match d with
  | O => fun _ _ _ => 0
  | S d => fun a b x => if Req_EM_T (hd a) (hd b) then ymax (tl a) (tl b) (tl x)
                        else Rmax (Rabs (hd x - hd a)) (ymax (tl a) (tl b) (tl x))
  end.
Fixpoint wmin {d} : point d -> R := match d with
  | O => fun _ => 1
  | S d => fun w => if Req_EM_T (hd w) 0 then wmin (tl w) else Rmin (Rabs (hd w)) (wmin (tl w))
  end.

Definition corners_rule {d} : rule d := fun f a b =>
  exists w c, (forall x, cube x -> f x = dot w x + c) /\ a = lo w /\ b = hi w.

Lemma corners_cube d (w : point d) : cube (lo w) /\ cube (hi w).
Proof.
  induction d as [|d IH]; simpl; auto; destruct (IH (tl w)).
  repeat destruct (Rlt_dec _ _); repeat split; auto; lra.
Qed.
Lemma corners_ext d (w x : point d) : cube x -> dot w (lo w) <= dot w x <= dot w (hi w).
Proof.
  induction d as [|d IH]; simpl; [lra|]. intros [Hx Hxs]; specialize (IH (tl w) _ Hxs).
  repeat destruct (Rlt_dec _ _); nra.
Qed.
Lemma corners_tie_rule d : tie_rule (@affine d) corners_rule.
Proof.
  split.
  - intros f a b _ (w & c & H & -> & ->); destruct (corners_cube d w) as [C1 C2].
    split; split; auto; intros x Hx; rewrite !H by auto; pose proof (corners_ext d w x Hx); lra.
  - intros f (w & c & H) _; exists (lo w), (hi w), w, c; auto.
Qed.

Lemma wmin_pos d (w : point d) : 0 < wmin w.
Proof.
  induction d as [|d IH]; simpl; [lra|]. specialize (IH (tl w)).
  destruct (Req_EM_T _ _); auto; apply Rmin_glb_lt; auto; apply Rabs_pos_lt; auto.
Qed.

(** one coordinate: weight v, shown values a, b, the term is |v| * |x - a| *)
Lemma one_coordinate v x : 0 <= x <= 1 ->
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

Lemma midrange_sums d (w x : point d) : cube x ->
  let p := ymin (lo w) (hi w) x in let q := ymax (lo w) (hi w) x in
  let s := dot w x - dot w (lo w) in let W := dot w (hi w) - dot w (lo w) in
  0 <= W /\ 0 <= p <= 1 /\ 0 <= q <= 1 /\ (W = 0 \/ p <= q) /\
  (forall z, 0 <= z <= p -> W * z <= s /\ wmin w * (q - z) <= s - W * z) /\
  (forall z, q <= z <= 1 -> s <= W * z /\ wmin w * (z - p) <= W * z - s).
Proof.
  cbv zeta; induction d as [|d IH].
  - simpl; intros _; repeat split; try lra; intros; lra.
  - intros [Hx Hxs]; specialize (IH (tl w) (tl x) Hxs).
    pose proof (one_coordinate (hd w) (hd x) Hx) as K; cbv zeta in K.
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

(** A3: half the range less the least weight *)
Theorem midrange_beats_half_range d (f : fn d) a b : affine f -> corners_rule f a b -> f a < f b ->
  exists B, B < (f b - f a) / 2 /\ forall x, cube x -> Rabs (f x - midrange a b (f a) (f b) x) <= B.
Proof.
  intros _ (w & c & H & -> & ->) Hlt; destruct (corners_cube d w) as [C1 C2].
  rewrite !H in * by auto.
  pose (W := dot w (hi w) - dot w (lo w)); pose proof (wmin_pos d w) as Hw.
  exists (Rmax 0 (W / 2 - wmin w)); split; [unfold W; apply Rmax_lub_lt; lra|].
  intros x Hx; rewrite H by auto; unfold midrange.
  pose proof (midrange_sums d w x Hx) as K; cbv zeta in K.
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

Theorem affine_half_range_not_attained d : ~ half_range_attained (without_ties (@affine d)).
Proof.
  intros H; destruct (H full (full_tie_rule _) midrange)
    as (f & a & b & [Cf (a' & b' & m & M & U)] & [Ta Tb] & Hlt & Sup).
  assert (Tf : corners_rule f a b).
  { pose proof Cf as (w & c & Hf); exists w, c; split; auto.
    destruct (rule_sound _ _ (corners_tie_rule d) f (lo w) (hi w) Cf) as [Hl Hh]; [exists w, c; auto|].
    destruct U as (_ & U1 & U2); split.
    - rewrite (U1 a Ta), (U1 _ Hl); auto.
    - rewrite (U2 b Tb), (U2 _ Hh); auto. }
  destruct (midrange_beats_half_range d f a b Cf Tf Hlt) as (B & HB & HE); apply (Sup B HB HE).
Qed.

(** ** Row 4: the middle of the envelopes, whose greatest error is attained *)
Lemma middle_strictly_inside m M l v u : m < v < M -> m <= l <= v -> v <= u <= M ->
  Rabs (v - (u + l) / 2) < (M - m) / 2.
Proof. intros; apply Rabs_def1; lra. Qed.

Theorem lipschitz_half_range_not_attained d (dist : point d -> point d -> R) L : metric dist ->
  (exists K, forall x y, dist x y <= K * l1 x y) -> 0 < L -> ~ half_range_attained (without_ties (lipschitz dist L)).
Proof.
  intros Hd (K & HK) HL H.
  destruct (H full (full_tie_rule _) (fun a b m M x => (upper dist L a m M x + lower dist L b m M x) / 2))
    as (f & a & b & [F (a' & b' & m & M & Uf)] & [Ta Tb] & Hlt & Sup).
  assert (Ea : a = a') by (apply Uf; auto). assert (Eb : b = b') by (apply Uf; auto). subst a' b'.
  pose proof (proj1 Uf) as P; pose proof P as ((Ha & _) & (Hb & _) & Va & Vb).
  rewrite Va, Vb in *.
  pose proof (lipschitz_possible Hd HL F P Hlt) as V; pose proof (lipschitz_range Hd F P) as HS.
  pose (e := fun x => Rabs (f x - (upper dist L a m M x + lower dist L b m M x) / 2)).
  destruct (lip1_has_max d e (2 * (L * Rabs K))) as (x0 & Hx0 & Hmax).
  { pose proof (Rabs_pos K); nra. }
  { intros x y Hx Hy; unfold e.
    pose proof (F x y Hx Hy); pose proof (F y x Hy Hx).
    pose proof (upper_lipschitz V x y Hx Hy); pose proof (upper_lipschitz V y x Hy Hx).
    pose proof (lower_lipschitz V x y Hx Hy); pose proof (lower_lipschitz V y x Hy Hx).
    rewrite (dist_sym _ Hd y x) in *; pose proof (HK x y); pose proof (Rle_abs K); pose proof (l1_nonneg x y).
    set (K' := Rabs K) in *; clearbody K'.
    assert (Q : L * dist x y <= L * K' * l1 x y).
    { rewrite Rmult_assoc; apply Rmult_le_compat_l; [lra|]; eapply Rle_trans; [apply HK|].
      apply Rmult_le_compat_r; auto. }
    unfold Rabs; repeat destruct (Rcase_abs _); lra. }
  apply (Sup (e x0)); [|exact Hmax].
  unfold e; destruct (lipschitz_between x0 Hd F P Hx0) as [B1 B2].
  pose proof (@envelopes_range _ dist L a b m M x0) as [B3 B4].
  destruct (eq_dec x0 a) as [->|Na]; [|destruct (eq_dec x0 b) as [->|Nb]].
  - assert (E1 : upper dist L a m M a = m) by (unfold upper; rewrite (dist_refl _ Hd), Rmin_right; lra).
    rewrite Va, E1; rewrite Va in B1; replace (lower dist L b m M a) with m by lra.
    apply Rabs_def1; lra.
  - assert (E1 : lower dist L b m M b = M) by (unfold lower; rewrite (dist_refl _ Hd), Rmax_right; lra).
    rewrite Vb, E1; rewrite Vb in B2; replace (upper dist L a m M b) with M by lra.
    apply Rabs_def1; lra.
  - apply middle_strictly_inside; try lra; apply (unique_Phi_strict f a b m M); auto.
Qed.
