(** Quantised networks: the best error is half the range if ties are broken against the decoder, and less if there are none. *)
Require Import Reals Lra Lia List Psatz Classical.
Import ListNotations.
From Eyewitness Require Import Statements FurtherStatements HelpStatements OurStatements Points Distances Visualizations
  Networks ExtremeValues PiecewiseAffine Architectures QuantisedNetworks FiniteClasses.
Open Scope R_scope.

(** ** Ties that are broken towards the zero vector and the one vector *)
Definition corner_rule {d} : rule d := fun f a b =>
  full f a b /\ (full f (diag d 0) (diag d 1) -> a = diag d 0 /\ b = diag d 1).
Lemma corner_rule_tie_rule d (C : class d) : tie_rule C corner_rule.
Proof.
  split; [intros f a b _ [H _]; exact H|].
  intros f _ (a & b & m & M & Ha & Hb & _).
  destruct (classic (full f (diag d 0) (diag d 1))) as [F|N].
  - exists (diag d 0), (diag d 1); split; auto.
  - exists a, b; split; [split; auto|tauto].
Qed.

(** ** A step near the zero vector and one near the one vector, both with a plateau: at M of one, at m of the other *)
Section Steps.
Context {d : nat}.
Definition step_net (al : R) (m : nat) (A A' : layer d d) : net d :=
  Hidden (lapp (coordinates 1 (diag d 0)) (lapp A A'))
    (Hidden (lapp (copies 1 (app (diag d 0) (app (diag d (-1)) (diag d (-1)))) 1) (copies m (diag (d + (d + d)) 0) 1))
      (Output (app (diag 1 al) (diag m 1)) 0)).
Lemma eval_step_net al m s c x : eval (step_net al m (coordinates s c) (coordinates s c)) x =
  al * relu (1 - 2 * relus s c x) + INR m.
Proof.
  unfold step_net; change (eval (Hidden ?A (Hidden ?B (Output ?w ?c))) ?x) with (dot w (run B (run A x)) + c).
  rewrite !run_lapp, !dot_app, !run_copies, !dot_diag, !dot_app, !dot_coordinates, !sum_diag, !dot_zero.
  rewrite (relu_pos (0 + 1)) by lra; change (INR 1) with 1.
  replace (0 * relus 1 (diag d 0) x + (-1 * relus s c x + -1 * relus s c x) + 1) with (1 - 2 * relus s c x) by ring; ring.
Qed.
Lemma built_step_net (W : R -> Prop) al m A A' : W 0 -> W 1 -> W (-1) -> W al -> layer_in W A -> layer_in W A' ->
  built W [(d + (d + d))%nat; (1 + m)%nat] (step_net al m A A').
Proof.
  intros W0 W1 Wq Wa HA HA'; unfold step_net; split; [auto|split; [|split; [auto|split; [|split; [auto|split]]]]]; auto.
  - apply layer_in_lapp; [apply layer_in_coordinates; auto using weights_diag|apply layer_in_lapp; auto].
  - apply layer_in_lapp; apply layer_in_copies; auto using weights_app, weights_diag.
  - apply weights_app; apply weights_diag; auto.
Qed.
End Steps.
Section Tied.
Context {k : nat}.
Local Notation d := (S k).
Definition early_step : fn d := fun x => 1 - relu (1 - 2 * sum x).
Definition late_step : fn d := fun x => relu (1 - 2 * (INR d - sum x)).
Variable W : R -> Prop.
Hypothesis Wm : W (-1).
Hypothesis W0 : W 0.
Hypothesis W1 : W 1.
Variable widths : list nat.
Hypothesis HR : roomy d 1 widths.
Lemma steps_range x : cube x -> 0 <= early_step x <= 1 /\ 0 <= late_step x <= 1.
Proof.
  intros Hx; destruct (@sum_range k x Hx) as (S & _); unfold early_step, late_step.
  destruct (relu_cases (1 - 2 * sum x)) as [[? ->]|[? ->]], (relu_cases (1 - 2 * (INR d - sum x))) as [[? ->]|[? ->]]; lra.
Qed.
Lemma early_step_quantised : network_of W widths early_step.
Proof.
  apply (network_of_roomy W W0 W1 d 1 (1 + 1) _ (step_net (-1) 1 (coordinates 1 (diag d 0)) (coordinates 1 (diag d 0)))); auto.
  - apply built_step_net; auto; apply layer_in_coordinates; auto using weights_diag.
  - lia.
  - intros x Hx; split; [|apply steps_range; auto]; rewrite eval_step_net, relus_id by auto; unfold early_step; simpl; ring.
Qed.
Lemma late_step_quantised : network_of W widths late_step.
Proof.
  apply (network_of_roomy W W0 W1 d 1 (1 + 0) _ (step_net 1 0 (coordinates (-1) (diag d 1)) (coordinates (-1) (diag d 1)))); auto.
  - apply built_step_net; auto; apply layer_in_coordinates; auto using weights_diag.
  - lia.
  - intros x Hx; split; [|apply steps_range; auto]; rewrite eval_step_net, relus_flip by auto; unfold late_step.
    change (INR 0) with 0; ring.
Qed.
Lemma steps_full : full early_step (diag d 0) (diag d 1) /\ full late_step (diag d 0) (diag d 1) /\
  early_step (diag d 0) = 0 /\ early_step (diag d 1) = 1 /\ late_step (diag d 0) = 0 /\ late_step (diag d 1) = 1.
Proof.
  assert (D : 1 <= INR d) by (apply (le_INR 1); lia).
  assert (C : forall c, 0 <= c <= 1 -> cube (diag d c)) by (intros; apply cube_diag; auto).
  assert (V : early_step (diag d 0) = 0 /\ early_step (diag d 1) = 1 /\ late_step (diag d 0) = 0 /\ late_step (diag d 1) = 1).
  { unfold early_step, late_step; rewrite !sum_diag, Rmult_0_r, Rmult_1_r; rewrite (relu_pos (1 - 2 * 0)), (relu_neg (1 - 2 * INR d)),
      (relu_neg (1 - 2 * (INR d - 0))), (relu_pos (1 - 2 * (INR d - INR d))) by lra; lra. }
  destruct V as (V1 & V2 & V3 & V4); unfold full, is_min, is_max; rewrite V1, V2, V3, V4.
  repeat split; auto; try (apply C; lra); intros x Hx; apply steps_range; auto.
Qed.
Theorem tied_error : eps_star (1/2) (@network_of d W widths) corner_rule.
Proof.
  intros eps Hp; split; [|intros He; apply (within_le _ _ (1/2)); auto using corner_rule_tie_rule, within_half].
  intros (D & HD); destruct steps_full as (F1 & F2 & V1 & V2 & V3 & V4).
  assert (Cr : forall f, full f (diag d 0) (diag d 1) -> corner_rule f (diag d 0) (diag d 1)) by (intros f F; split; auto).
  assert (E : 1 <= INR d) by (apply (le_INR 1); lia).
  pose (c := / (2 * INR d)); assert (Hc : 0 < c <= 1 / 2).
  { unfold c; split; [apply Rinv_0_lt_compat; lra|]; replace (1 / 2) with (/ 2) by field; apply Rinv_le_contravar; lra. }
  assert (Hx : cube (diag d c)) by (apply cube_diag; lra).
  assert (S : sum (diag d c) = 1 / 2) by (rewrite sum_diag; unfold c; field; lra).
  pose proof (HD _ _ _ early_step_quantised (Cr _ F1) _ Hx) as B1; pose proof (HD _ _ _ late_step_quantised (Cr _ F2) _ Hx) as B2.
  rewrite V1, V2 in B1; rewrite V3, V4 in B2; unfold early_step at 1 in B1; unfold late_step at 1 in B2; rewrite S in B1, B2.
  rewrite relu_neg in B1, B2 by lra; apply Rabs_le_inv in B1; apply Rabs_le_inv in B2; lra.
Qed.
End Tied.

(** ** Without ties: in a finite class two members that show the same differ by less than the range *)
Record shown {d} := { of : fn d; least : point d; greatest : point d; low : R; high : R }.
Arguments shown : clear implicits.
Definition shows {d} (v : shown d) := unique_Phi (of v) (least v) (greatest v) (low v) (high v).
Definition alike {d} (v w : shown d) := least v = least w /\ greatest v = greatest w /\ low v = low w /\ high v = high w.
Definition alike_dec {d} (v w : shown d) : {alike v w} + {~ alike v w}.
Proof.
  unfold alike; destruct (eq_dec (least v) (least w)), (eq_dec (greatest v) (greatest w)), (Req_EM_T (low v) (low w)),
    (Req_EM_T (high v) (high w)); try (left; tauto); right; tauto.
Defined.
Lemma all_shown d (members : list (fn d)) : exists vs : list (shown d), (forall v, In v vs -> In (of v) members /\ shows v) /\
  forall f a b m M, In f members -> unique_Phi f a b m M -> In (Build_shown d f a b m M) vs.
Proof.
  induction members as [|f members (vs & S & A)]; [exists nil; split; [intros ? []|intros ? ? ? ? ? []]|].
  destruct (classic (exists a b m M, unique_Phi f a b m M)) as [(a & b & m & M & U)|N].
  - exists (Build_shown d f a b m M :: vs); split.
    + intros v [<-|I]; [split; [left; auto|exact U]|destruct (S v I); split; [right|]; auto].
    + intros g a' b' m' M' [<-|I] U'; [left|right; auto].
      destruct U as ((Ha & Hb & <- & <-) & U1 & U2), U' as ((Ha' & Hb' & <- & <-) & _ & _).
      rewrite (U1 a' Ha'), (U2 b' Hb'); auto.
  - exists vs; split; [intros v I; destruct (S v I); split; [right|]; auto|].
    intros g a b m M [<-|I] U; [exfalso; apply N; exists a, b, m, M; auto|auto].
Qed.
Definition spread {d} (v w : shown d) e := forall x, cube x -> of v x - of w x <= e * (high v - low v).
Lemma spread_below_1 d (v w : shown d) : shows v -> shows w -> alike v w -> has_vis (fun x => of v x - of w x) ->
  exists e, e < 1 /\ spread v w e.
Proof.
  intros (P & U1 & U2) (P' & U1' & U2') (E1 & E2 & E3 & E4) (_ & x & _ & _ & _ & (Hx & Mx) & _); rewrite <- E1, <- E2, <- E3, <- E4 in *.
  pose proof (Phi_range _ _ _ _ _ P x Hx) as R1; pose proof (Phi_range _ _ _ _ _ P' x Hx) as R2.
  destruct (Rlt_dec (low v) (high v)) as [L|L].
  - exists ((of v x - of w x) / (high v - low v)); split.
    + apply (Rmult_lt_reg_r (high v - low v)); [lra|]; unfold Rdiv; rewrite Rmult_assoc, Rinv_l, Rmult_1_r, Rmult_1_l by lra.
      destruct (Rlt_dec (of v x - of w x) (high v - low v)) as [|N]; auto; exfalso.
      assert (Ev : of v x = high v) by lra; assert (Ew : of w x = low v) by lra.
      assert (x = greatest v) by (apply U2, (is_max_iff_value _ _ _ _ _ x P); auto).
      assert (x = least v) by (apply U1', (is_min_iff_value _ _ _ _ _ x P'); auto).
      destruct P as (_ & _ & Pa & Pb); subst x; congruence || (rewrite H0 in Ev; lra).
    + intros y Hy; unfold Rdiv; rewrite Rmult_assoc, Rinv_l, Rmult_1_r by lra; apply Mx, Hy.
  - exists 0; split; [lra|]; intros y Hy; pose proof (Phi_range _ _ _ _ _ P y Hy); pose proof (Phi_range _ _ _ _ _ P' y Hy); nra.
Qed.
Lemma spread_le d (v w : shown d) e e' : shows v -> e <= e' -> spread v w e -> spread v w e'.
Proof.
  intros (P & _) H S x Hx; specialize (S x Hx); pose proof (Phi_range _ _ _ _ _ P x Hx); nra.
Qed.
Lemma all_spread d (vs : list (shown d)) : (forall v w, In v vs -> In w vs -> alike v w -> exists e, e < 1 /\ spread v w e) ->
  (forall v, In v vs -> shows v) -> exists e, e < 1 /\ forall v w, In v vs -> In w vs -> alike v w -> spread v w e.
Proof.
  intros H S; pose (pairs := list_prod vs vs).
  assert (Q : forall l, incl l pairs -> exists e, e < 1 /\ forall p, In p l -> alike (fst p) (snd p) -> spread (fst p) (snd p) e).
  { induction l as [|[v w] l IH]; intros Il; [exists 0; split; [lra|intros ? []]|].
    destruct IH as (e & He & A); [intros p I; apply Il; right; auto|].
    assert (Iv : In v vs /\ In w vs) by (apply in_prod_iff, Il; left; auto); destruct Iv as [Iv Iw].
    destruct (alike_dec v w) as [K|K].
    - destruct (H v w Iv Iw K) as (e' & He' & A'); exists (Rmax e e'); split; [apply Rmax_lub_lt; auto|].
      intros p [<-|I] Kp; [apply (spread_le d v w e'); auto using Rmax_r|].
      apply (spread_le d _ _ e); auto using Rmax_l; apply S.
      destruct p as [p1 p2]; assert (In (p1, p2) pairs) by (apply Il; right; auto); apply in_prod_iff in H0; tauto.
    - exists e; split; auto; intros p [<-|I] Kp; [contradiction|auto]. }
  destruct (Q pairs (incl_refl _)) as (e & He & A); exists e; split; auto.
  intros v w Iv Iw K; apply (A (v, w)); auto; apply in_prod; auto.
Qed.
(** the middle of numbers that are at most r apart *)
Fixpoint greatest_of (l : list R) := match l with [] => 0 | [z] => z | z :: l => Rmax z (greatest_of l) end.
Lemma greatest_of_spec l : l <> [] -> In (greatest_of l) l /\ forall z, In z l -> z <= greatest_of l.
Proof.
  induction l as [|z l IH]; [congruence|intros _]; destruct l as [|z' l]; [simpl; split; [auto|intros ? [->|[]]; lra]|].
  destruct IH as [I G]; [discriminate|]; change (greatest_of (z :: z' :: l)) with (Rmax z (greatest_of (z' :: l))); split.
  - unfold Rmax; destruct (Rle_dec z (greatest_of (z' :: l))); [right; auto|left; auto].
  - intros y [<-|Iy]; [apply Rmax_l|eapply Rle_trans; [apply G; auto|apply Rmax_r]].
Qed.
Definition from_above (r : R) (l : list R) := greatest_of l - r / 2.
Theorem finite_without_ties d (C : class d) (members : list (fn d)) : (forall f, C f -> exists g, In g members /\ equal_on_cube f g) ->
  (forall f g, In f members -> In g members -> has_vis (fun x => f x - g x)) ->
  exists e, e < 1/2 /\ always (fun C T => within C T e) (without_ties C).
Proof.
  intros HC HV; destruct (all_shown d members) as (vs & Sv & Av).
  destruct (all_spread d vs) as (e & He & Sp).
  { intros v w Iv Iw K; apply spread_below_1; auto; apply Sv || apply HV; auto; apply Sv; auto. }
  { intros v I; apply Sv, I. }
  exists (e / 2); split; [lra|]; intros T HT.
  exists (fun a b m M x => from_above (e * (M - m)) (map (fun v => of v x)
    (filter (fun v => if alike_dec (Build_shown d (fun _ => 0) a b m M) v then true else false) vs))).
  intros f a b [Cf (a' & b' & m & M & U)] Tf x Hx; destruct (HC f Cf) as (g & Ig & Eg).
  destruct (unique_Phi_shown _ _ _ _ _ _ _ HT (conj Cf (ex_intro _ a' (ex_intro _ b' (ex_intro _ m (ex_intro _ M U))))) U) as (_ & Ea & Eb).
  destruct (rule_sound _ _ HT f a b (conj Cf (ex_intro _ a' (ex_intro _ b' (ex_intro _ m (ex_intro _ M U))))) Tf) as [Ma Mb].
  pose proof (proj1 (proj2 U) a Ma) as Xa; pose proof (proj2 (proj2 U) b Mb) as Xb; subst a' b'.
  assert (Ug : unique_Phi g a b m M).
  { assert (Mi : forall y, is_min g y <-> is_min f y).
    { intros y; split; intros [Hy H]; split; auto; intros z Hz; [rewrite (Eg y Hy), (Eg z Hz)|rewrite <- (Eg y Hy), <- (Eg z Hz)]; auto. }
    assert (Ma' : forall y, is_max g y <-> is_max f y).
    { intros y; split; intros [Hy H]; split; auto; intros z Hz; [rewrite (Eg y Hy), (Eg z Hz)|rewrite <- (Eg y Hy), <- (Eg z Hz)]; auto. }
    destruct U as ((_ & _ & E1 & E2) & U1 & U2); split; [split; [apply Mi; auto|split; [apply Ma'; auto|]]|].
    - rewrite <- (Eg a), <- (Eg b) by (apply Ma || apply Mb); auto.
    - split; intros y Hy; [apply U1, Mi, Hy|apply U2, Ma', Hy]. }
  pose (v := Build_shown d g a b m M); pose proof (Av g a b m M Ig Ug) as Iv; fold v in Iv.
  rewrite Ea, Eb; set (l := map _ _).
  assert (Il : In (f x) l).
  { unfold l; apply in_map_iff; exists v; split; [simpl; symmetry; apply Eg; auto|].
    apply filter_In; split; auto; destruct (alike_dec _ v) as [|N]; auto; exfalso; apply N; repeat split; auto. }
  destruct (greatest_of_spec l) as [Ih Hh]; [intros E; rewrite E in Il; destruct Il|]; specialize (Hh _ Il).
  unfold l in Ih; apply in_map_iff in Ih; destruct Ih as (w & Ew & Iw); apply filter_In in Iw; destruct Iw as [Iw K]; fold l in Ew.
  destruct (alike_dec _ w) as [Kw|]; [|discriminate].
  assert (Kwv : alike w v) by (destruct Kw as (K1 & K2 & K3 & K4); simpl in *; repeat split; simpl; auto).
  pose proof (Sp w v Iw Iv Kwv x Hx) as D; destruct Kwv as (_ & _ & K3 & K4); rewrite K3, K4, Ew in D; simpl in D.
  rewrite <- (Eg x Hx) in D; unfold from_above; apply Rabs_le; lra.
Qed.
Theorem quantised_without_ties d W widths :
  exists e, e < 1/2 /\ always (fun C T => within C T e) (without_ties (@quantised_network d W widths)).
Proof.
  apply (finite_without_ties d _ (map eval (all_nets W d widths))).
  - intros f (N & B & E); exists (eval N); split; [apply in_map, in_all_nets; auto|exact E].
  - intros f g If Ig; apply in_map_iff in If; apply in_map_iff in Ig; destruct If as (N & <- & _), Ig as (N' & <- & _).
    apply piecewise_affine_has_vis, network_piecewise_affine, relu_fn_network, relu_fn_sub; apply relu_fn_eval.
Qed.
