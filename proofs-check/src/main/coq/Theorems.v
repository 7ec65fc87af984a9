(** The statements of [Statements.v], proved. *)
Require Import Reals Lra List Psatz.
From Eyewitness Require Export Statements FurtherStatements HelpStatements HelpTheorems OurStatements OurTheorems.
From Eyewitness Require Import Points Distances Visualizations Indistinguishability AffineRows Blends Networks
  ExtremeValues Surgery TrainedNetworks Losses PiecewiseAffine HalfRange Envelope Regions LeastRange Approached
  AffineVertices ConvexVertices WithoutExtremes.
Open Scope R_scope.

(** ** Lipschitz functions, one visualization at a time *)
Theorem lipschitz_L1_holds : lipschitz_L1.
Proof.
  intros d dist L f a b m M Hd F P; split; [apply (lipschitz_range Hd F P)|].
  intros x Hx; apply (lipschitz_between x Hd F P Hx).
Qed.
Theorem lipschitz_L2_holds : lipschitz_L2.
Proof. intros d dist L a b m M t V Ht; split; [apply (envelope_lipschitz V)|apply (envelope_unique_Phi V)]; lra. Qed.
Theorem lipschitz_L3_holds : lipschitz_L3.
Proof.
  intros d dist L a b m M V; split; [|split].
  - intros; apply (middle_error_le V); auto.
  - intros; apply (no_better_answer V); auto.
  - apply (visualization_eps_star V).
Qed.
Theorem lipschitz_L4_holds : lipschitz_L4.
Proof.
  split; [|split; [|split]].
  - intros d dist L a b m M Hn V; apply (envelopes_meet_everywhere_iff Hn V).
  - apply l1_between_iff.
  - apply normlike_1_between.
  - intros; split; [apply l2_not_between|apply linf_not_between]; auto.
Qed.
Theorem lipschitz_L5_holds : lipschitz_L5.
Proof.
  split; [|apply side_known_smaller_L].
  intros d dist L a b m M x V Hx; apply (side_known_iff V x Hx).
Qed.
Theorem lipschitz_L6_holds : lipschitz_L6.
Proof.
  intros d dist L a b m M Hn V; split; [apply (midpoint_not_known Hn V)|apply (side_known_everywhere_iff Hn V)].
Qed.
Theorem lipschitz_L7_holds : lipschitz_L7.
Proof.
  intros k L a b m M V; pose proof V as (_ & HL & Ha & Hb & HmM & HS).
  assert (N : a <> b) by (intros ->; rewrite (dist_refl _ (l2_metric _)) in HS; lra).
  destruct (l2_far_from_both k a b Ha Hb N) as (x & Hx & X1 & X2); exists x; do 3 (split; auto).
  rewrite (side_known_iff V x Hx); nra.
Qed.
Theorem lipschitz_L7p_holds : lipschitz_L7p.
Proof.
  split; [|split; [exact linf_balls_cover|exact normlike_1_balls_cover]].
  intros d a b Ha Hb E; apply between_balls_cover, l1_between_vertices; auto.
Qed.
Theorem lipschitz_L8_holds : lipschitz_L8.
Proof. intros d dist L f a b m M x V; apply (middle_error_le_quarter V). Qed.
Theorem lipschitz_L9_holds : lipschitz_L9.
Proof.
  split; [intros d dist L a b m M x h V; apply (envelope_far V)|].
  intros k dist L Hd HL; apply indistinguishability, lipschitz_ambiguous; auto.
Qed.

(** ** The rows *)
Theorem no_rows_ambiguous r : no_row r -> all_of r (@ambiguous).
Proof.
  intros [N1 N2]; destruct r; simpl; intros; try congruence.
  - apply (ambiguous_sub network); [auto|apply network_ambiguous].
  - apply network_ambiguous.
  - apply trained_network_ambiguous; auto; apply squared_loss_attained.
  - apply lipschitz_ambiguous; auto.
  - apply (ambiguous_sub network); [intros; apply network_piecewise_affine; auto|apply network_ambiguous].
  - apply monotone_ambiguous.
  - apply (ambiguous_sub convex_monotone); [intros f H _; apply H|apply convex_monotone_ambiguous].
  - apply affine_ambiguous.
Qed.

Lemma all_of_impl r (Q Q' : forall d, class d -> Prop) :
  (forall d C, Q d C -> Q' d C) -> all_of r Q -> all_of r Q'.
Proof. intros I; destruct r; simpl; intros H; intros; apply I; apply H; auto. Qed.

Lemma no_row_dec r : {no_row r} + {r = AffineDim1 \/ r = Constant}.
Proof. destruct r; ((left; split; discriminate) || (right; tauto)). Qed.

Lemma yes_rows r : r = AffineDim1 \/ r = Constant -> all_of r (@all_yes).
Proof. intros [-> | ->]; simpl; [apply affine_1_all_yes|apply constant_all_yes]. Qed.

Lemma no_rows r : no_row r -> all_of r (@all_no).
Proof. intros H; generalize (no_rows_ambiguous r H); apply all_of_impl; intros; apply indistinguishability; auto. Qed.

(** what is told over the class: that of the paper, but No in row 4, third column *)
Definition class_answer (r : row) (n : notion) : answer :=
  match r with AffineDim1 | Constant => Yes | _ => No end.
Theorem over_the_class_holds r n : over_the_class r n (class_answer r n).
Proof.
  destruct (no_row_dec r) as [H|H].
  - pose proof (no_rows r H) as R; assert (E : class_answer r n = No) by (destruct H, r; auto; congruence).
    rewrite E; revert R; apply all_of_impl; intros d C (E1 & E2 & E3 & _); destruct n; auto.
  - pose proof (yes_rows r H) as R; assert (E : class_answer r n = Yes) by (destruct H; subst; auto).
    rewrite E; revert R; apply all_of_impl; intros d C (E1 & E2 & E3 & _); destruct n; auto.
Qed.

Theorem the_table r n : holds r n (paper r n).
Proof.
  pose proof (over_the_class_holds r n) as H.
  destruct r, n; try exact H.
  split; [|split; [|split]].
  - apply lipschitz_L5_holds.
  - apply lipschitz_L6_holds.
  - apply lipschitz_L7_holds.
  - apply lipschitz_L7p_holds.
Qed.

Definition row_error (r : row) : R := match r with AffineDim1 | Constant => 0 | _ => 1/2 end.
Theorem best_errors r : best_error r (row_error r).
Proof.
  destruct (no_row_dec r) as [H|H].
  - pose proof (no_rows r H) as R; assert (E : row_error r = 1/2) by (destruct H, r; auto; congruence).
    rewrite E; revert R; apply all_of_impl; intros d C (_ & _ & _ & E4); auto.
  - pose proof (yes_rows r H) as R; assert (E : row_error r = 0) by (destruct H; subst; auto).
    rewrite E; revert R; apply all_of_impl; intros d C (_ & _ & _ & E4); auto.
Qed.

(** ** Theorems 1 and 2 *)
Theorem theorem_1_holds : theorem_1.
Proof.
  intros r H; generalize (no_rows_ambiguous r H); apply all_of_impl.
  intros d C HC T HT D eps; apply ambiguous_far_from_decoded; auto.
Qed.

Definition constant_attained (r : row) : answer :=
  match r with LLipschitz | AffineDimGt1 => No | _ => Yes end.
Theorem theorem_1_constants r : match r with AffineDim1 | Constant => True
  | _ => theorem_1_attained r (constant_attained r) end.
Proof.
  destruct r; simpl; auto; intros.
  - apply defeats_half_range_attained, (defeats_sub _ network); [auto|apply network_defeats].
  - apply defeats_half_range_attained, network_defeats.
  - apply defeats_half_range_attained, trained_network_defeats; auto; apply squared_loss_attained.
  - apply lipschitz_half_range_not_attained; auto.
  - apply defeats_half_range_attained, (defeats_sub _ network); [|apply network_defeats].
    intros; apply network_piecewise_affine; auto.
  - apply defeats_half_range_attained, (defeats_sub _ convex_monotone); [intros f H _; apply H|].
    apply convex_monotone_defeats.
  - apply defeats_half_range_attained, (defeats_sub _ convex_monotone); [intros f H _; apply H|].
    apply convex_monotone_defeats.
  - apply affine_half_range_not_attained.
Qed.

Theorem theorem_2_holds : theorem_2.
Proof.
  intros r H; generalize (no_rows_ambiguous r H); apply all_of_impl.
  intros; apply ambiguous_side_misjudged; auto.
Qed.

Theorem mid_errs_by_half_the_range_holds : mid_errs_by_half_the_range.
Proof. intros d f a b m M P x Hx; apply (mid_within_half f a b); auto. Qed.

(** ** Stronger forms *)
Theorem side_by_least_range_holds : side_by_least_range.
Proof.
  intros k L R0 HL HR; split; [|split].
  - apply least_range_all_yes; auto.
  - apply least_range_never_side; auto.
  - apply least_range_inhabited; auto.
Qed.

Theorem tie_sets_do_not_help_holds : tie_sets_do_not_help.
Proof.
  intros r H; generalize (no_rows_ambiguous r H); apply all_of_impl.
  intros d C HC D HD eps He; apply ambiguous_tie_sets; auto.
Qed.

Theorem every_visualization_is_ambiguous_holds : every_visualization_is_ambiguous.
Proof.
  intros d P risk f a b m M h HP Hf HPhi Hh.
  destruct (trained_network_surgery d P risk f a b m M m HP Hf HPhi) as (x & Hx & Nx & _ & H); [lra|].
  destruct (H h Hh) as (f1 & f2 & T1 & T2 & _ & _ & S1 & S2 & E & G1 & G2).
  exists f1, f2, x; repeat (split; auto).
Qed.

Theorem selections_do_not_help_holds : selections_do_not_help.
Proof.
  intros r H; generalize (no_rows_ambiguous r H); apply all_of_impl.
  intros d C HC sel Hs eps He; apply ambiguous_selection; auto.
Qed.

Theorem any_loss_holds : any_loss.
Proof.
  split; [|split].
  - intros k P risk HP HE; pose proof (trained_network_ambiguous k P risk HP HE).
    split; [apply indistinguishability; auto|split; [apply ambiguous_side_misjudged; auto|]].
    apply defeats_half_range_attained, trained_network_defeats; auto.
  - intros; apply squared_loss_attained.
  - intros; split; [apply cross_entropy_attained|apply cross_entropy_not_attained].
Qed.

(** ** Which visualizations *)
Theorem affine_at_any_vertices_holds : affine_at_any_vertices.
Proof. split; [exact affine_ambiguous_at|exact affine_unique_opposite]. Qed.
Theorem convex_at_any_vertex_holds : convex_at_any_vertex.
Proof. split; [exact convex_ambiguous_at|exact convex_unique_max_vertex]. Qed.
Theorem trained_networks_at_any_extremisers_holds : trained_networks_at_any_extremisers.
Proof. exact trained_network_ambiguous_at. Qed.

(** ** Who has a visualization *)
Theorem piecewise_affine_attain_extremes_holds : piecewise_affine_attain_extremes.
Proof. exact piecewise_affine_has_vis. Qed.
Theorem who_attains_extremes_holds : who_attains_extremes.
Proof.
  split; [|split; [|split; [|split]]].
  - intros d f [H|[H|[H|H]]]; eauto using network_has_vis, monotone_has_vis, affine_has_vis, constant_has_vis.
  - exact lipschitz_has_vis.
  - exact convex_max_at_vertex.
  - intros k; exists lifted; split; [apply lifted_convex|apply lifted_no_vis].
  - intros k; exists discrete, lifted.
    split; [apply discrete_metric|split; [apply lifted_lipschitz|apply lifted_no_vis]].
Qed.

Print Assumptions the_table.
Print Assumptions over_the_class_holds.
Print Assumptions best_errors.
Print Assumptions theorem_1_holds.
Print Assumptions theorem_1_constants.
Print Assumptions theorem_2_holds.
Print Assumptions any_loss_holds.
