(** The statements of [HelpStatements.v], proved. *)
Require Import Reals Lra List Psatz.
From Eyewitness Require Export Statements HelpStatements.
From Eyewitness Require Import FurtherStatements Points Distances Visualizations Indistinguishability AffineRows Networks
  Losses TrainedNetworks PiecewiseAffine Envelope Help HelpIndistinguishability HiddenRises HelpNetworks LipschitzPlateau
  Grids CoveringRadius AffineExamples AffineCount AffineGerm AffineFewExamples AffineGroups
  ExampleCounts ToldFirst ConvexToldFirst.
Open Scope R_scope.

(** ** The rows, for one kind of help *)
Section Rows.
Variable H : forall d, help d.
Hypothesis HH : from_examples_to_looks H.

Lemma no_help_H d : le_help no_help (H d).
Proof. eapply le_help_trans; [apply no_help_examples|apply HH]. Qed.
Lemma ambiguous_all_no_with d (C : class d) : ambiguous_despite looks C -> all_no_with (H d) C.
Proof.
  intros A; apply indistinguishability_with_help; [apply no_help_H|eapply ambiguous_despite_le; [apply HH|exact A]].
Qed.
Lemma sub_all_no_with d (C C' : class d) : ambiguous_despite looks_and_extrema C -> (forall f, C f -> has_vis f -> C' f) ->
  all_no_with (H d) C'.
Proof.
  intros A I; apply ambiguous_all_no_with, (ambiguous_despite_sub _ C); auto.
  eapply ambiguous_despite_le; [apply looks_looks_and_extrema|exact A].
Qed.
Lemma exact_all_yes_with_H d (C : class d) H' : le_help H' examples -> always (exact_with H') C -> all_yes_with (H d) C.
Proof.
  intros L Y; apply (all_yes_with_le examples); [apply HH|]; apply exact_all_yes_with; [apply examples_map|].
  intros T HT; apply (exact_le H'); auto.
Qed.
Lemma all_yes_all_yes_with d (C : class d) : all_yes C -> all_yes_with (H d) C.
Proof.
  intros (Y & _); apply (exact_all_yes_with_H d C no_help); [apply no_help_examples|].
  intros T HT; apply exact_no_help, Y, HT.
Qed.

(** row 4: exactly No, approximately Yes, side No, eps* = 0 approached *)
Definition approached_row {d} (H : help d) (C : class d) :=
  never (exact_with H) C /\ always (approx_with H) C /\ never (side_with H) C /\ always (eps_approached_with H 0) C.
Lemma confused_approached_row d (C : class d) : confused_despite looks C -> always (approx_with examples) C ->
  approached_row (H d) C.
Proof.
  intros F Y; destruct (HH d) as [HE HL].
  assert (N : never (exact_with (H d)) C).
  { intros T HT E; apply (confused_never_exact_with _ _ F T HT), (exact_le (H d)); auto. }
  assert (A : always (approx_with (H d)) C) by (intros T HT; apply (approx_le examples); auto).
  split; [exact N|split; [exact A|split]]; intros T HT.
  - intros E; apply (confused_never_side_with _ _ F T HT), (side_le (H d)); auto.
  - intros e He; split; intros W; [|apply A; auto].
    destruct (Rle_lt_or_eq_dec 0 e He) as [|<-]; auto; exfalso; apply (N T HT), within_with_0_exact, W.
Qed.
Lemma lipschitz_approached_row k (dist : point (S k) -> point (S k) -> R) L : metric dist -> equivalent_to_l1 dist ->
  0 < L -> approached_row (H (S k)) (lipschitz dist L).
Proof.
  intros Hd [[K HK] [K' HK']] HL; apply confused_approached_row.
  - apply (lipschitz_confused dist Hd K HK K' HK' L HL).
  - eapply lipschitz_always_approx_with; eauto.
Qed.

Definition row_with (r : row) : forall d, class d -> Prop :=
  match r with
  | LLipschitz => fun d => approached_row (H d)
  | AffineDimGt1 | AffineDim1 | Constant => fun d => all_yes_with (H d)
  | _ => fun d => all_no_with (H d)
  end.
Theorem rows_with r : all_with_norms r (row_with r).
Proof.
  destruct r; simpl; intros.
  - apply (sub_all_no_with _ convex_monotone); [apply convex_monotone_ambiguous_despite|auto].
  - apply (sub_all_no_with _ network); [apply network_ambiguous_despite|auto].
  - apply ambiguous_all_no_with, trained_network_ambiguous_despite; auto; apply squared_loss_attained.
  - apply lipschitz_approached_row; auto.
  - apply (sub_all_no_with _ network); [apply network_ambiguous_despite|auto using network_piecewise_affine].
  - apply (sub_all_no_with _ convex_monotone); [apply convex_monotone_ambiguous_despite|intros f F _; apply F].
  - apply (sub_all_no_with _ convex_monotone); [apply convex_monotone_ambiguous_despite|intros f F _; apply F].
  - apply (exact_all_yes_with_H _ _ (examples_n (S k))); [apply examples_n_examples|apply (affine_exact_by_examples (S (S k)))].
  - apply all_yes_all_yes_with, affine_1_all_yes.
  - apply all_yes_all_yes_with, constant_all_yes.
Qed.
End Rows.

Lemma all_with_norms_impl r (Q Q' : forall d, class d -> Prop) :
  (forall d C, Q d C -> Q' d C) -> all_with_norms r Q -> all_with_norms r Q'.
Proof. intros I; destruct r; simpl; intros A; intros; apply I; apply A; auto. Qed.

(** ** The second table *)
Theorem the_second_table r n : holds_with_help r n (second_table r n).
Proof.
  intros H HH; pose proof (rows_with H HH r) as P; destruct r, n; simpl in *; intros; apply P; auto.
Qed.

(** eps*: 0 in row 4, approached only *)
Definition error_with_help (r : row) : R :=
  match r with LLipschitz | AffineDimGt1 | AffineDim1 | Constant => 0 | _ => 1/2 end.
Theorem best_errors_with_help r : match r with
  | LLipschitz => error_approached_with_help r (error_with_help r) | _ => best_error_with_help r (error_with_help r) end.
Proof.
  destruct r; intros H HH; pose proof (rows_with H HH) as P;
    match goal with |- all_with_norms ?r _ => generalize (P r); apply all_with_norms_impl; intros d C R; apply R end.
Qed.

(** ** How much is needed *)
Theorem affine_needs_d_minus_1_examples_holds : affine_needs_d_minus_1_examples.
Proof. intros k; split; [apply (affine_exact_by_examples (S (S k)))|apply affine_not_exact_by_examples]. Qed.
Theorem affine_needs_one_germ_holds : affine_needs_one_germ.
Proof. intros k; apply affine_exact_by_germ. Qed.
Theorem affine_by_too_few_examples_holds : affine_by_too_few_examples.
Proof.
  assert (N : forall d n, le_help (@no_help d) (examples_n n)).
  { intros d n B F [g E]; exists (Answer g); split; [exact I|exact E]. }
  split; intros k; [|intros n Hn]; apply indistinguishability_with_help; auto using affine_ambiguous_despite_few.
  - intros B F [g E]; exists nil, (fun _ => g); split; [apply le_0_n|exact E].
  - apply affine_ambiguous_despite_fixed.
Qed.
Theorem affine_error_by_examples_holds : affine_error_by_examples.
Proof. exact affine_error_with_groups. Qed.
Theorem covering_radius_suffices_holds : covering_radius_suffices.
Proof. intros d dist L rho P Hd HL Cover; exists (nearest dist rho P); intros; apply nearest_error; auto. Qed.
Theorem covering_radius_is_needed_holds : covering_radius_is_needed.
Proof. intros d dist L a b m M n s V Hs; apply (examples_err_by_covering_radius V n s Hs). Qed.
Theorem lipschitz_number_of_examples_holds : lipschitz_number_of_examples.
Proof.
  intros k L a b m M eps V He shown within_by; pose proof V as (_ & HL & _ & _ & HmM & _); split.
  - intros n Hn E; apply grid_suffices; auto.
  - intros n E HR He' j Hj; apply (examples_needed k L a b m M eps n j V); auto.
Qed.
Theorem lipschitz_side_beyond_any_margin_holds : lipschitz_side_beyond_any_margin.
Proof.
  intros k dist L Hd [[K HK] _] HL delta Hp T HT; apply within_side_beyond; [apply examples_map|].
  apply (lipschitz_always_approx_with _ dist K L); auto.
Qed.

(** the envelopes of l1 are networks *)
Lemma envelope_network d L (a b : point d) m M t : network (envelope l1 L a b m M t).
Proof.
  apply relu_fn_network; unfold envelope, lower, upper; apply relu_fn_add; apply relu_fn_scale.
  - apply (relu_fn_max _ (fun _ => m)); [apply relu_fn_const|].
    apply relu_fn_sub; auto using relu_fn_const, relu_fn_scale, relu_fn_l1.
  - apply (relu_fn_min _ (fun _ => M)); [apply relu_fn_const|].
    apply relu_fn_add; auto using relu_fn_const, relu_fn_scale, relu_fn_l1.
Qed.
Lemma bounded_network_ambiguous k L : 0 < L -> ambiguous (@bounded_network (S k) L).
Proof.
  intros HL h Hh; destruct (three_points k l1 (l1_metric _)) as (r & Hr & R1 & R2 & R3).
  assert (C : forall c, 0 <= c <= 1 -> cube (diag (S k) c)) by (intros; apply cube_diag; auto).
  assert (V : possible l1 L (diag (S k) 0) (diag (S k) 1) 0 (L * r)).
  { repeat (split; [auto using l1_metric; try (apply C; lra); try nra|]); nra. }
  destruct (envelope_far V (diag (S k) (1/2)) (h * (L * r))) as [E1 E2]; [nra|nra|].
  pose (f := fun t => envelope l1 L (diag (S k) 0) (diag (S k) 1) 0 (L * r) t).
  assert (B : forall t, 0 < t < 1 -> bounded_network L (f t) /\ unique_Phi (f t) (diag (S k) 0) (diag (S k) 1) 0 (L * r)).
  { intros t Ht; split; [split; [apply envelope_network|apply (envelope_lipschitz V); lra]|apply (envelope_unique_Phi V); lra]. }
  replace (h * (L * r) / (L * r - 0)) with h in * by (field; nra).
  destruct (B (1 - h) ltac:(lra)) as [C1 U1], (B h ltac:(lra)) as [C2 U2].
  exists (f (1 - h)), (f h), (diag (S k) 0), (diag (S k) 1), 0, (L * r), (diag (S k) (1/2)).
  do 4 (split; [auto|]); unfold f; rewrite E1, E2; split; [nra|split; [apply C; lra|split; lra]].
Qed.
Theorem networks_need_bound_and_examples_holds : networks_need_bound_and_examples.
Proof.
  intros k L HL; split; [|split].
  - apply indistinguishability, bounded_network_ambiguous; auto.
  - apply (rows_with (fun d => examples) (fun d => conj (le_help_refl _) examples_looks) NeuralNetwork k).
  - apply (lipschitz_always_approx_with _ l1 1 L); [apply l1_metric|intros; lra|auto|intros f F; apply F].
Qed.

(** ** What does not help *)
Theorem local_extrema_do_not_help_holds : local_extrema_do_not_help.
Proof.
  intros k H HV HL.
  assert (No : forall C C' : class (S k), ambiguous_despite looks_and_extrema C -> (forall f, C f -> has_vis f -> C' f) ->
    all_no_with H C').
  { intros C C' A I; apply indistinguishability_with_help; [eapply le_help_trans; [apply no_help_examples|exact HV]|].
    apply (ambiguous_despite_sub _ C); auto; eapply ambiguous_despite_le; eauto. }
  pose proof (network_ambiguous_despite k) as N; pose proof (convex_monotone_ambiguous_despite k) as CM.
  pose proof (monotone_network_ambiguous_despite k) as MN.
  split; [|split; [|split; [|split; [|split; [|split]]]]].
  - apply (No network); auto.
  - apply (No network); auto.
  - apply (No network); auto using network_piecewise_affine.
  - apply (No convex_monotone); auto; intros f F _; apply F.
  - apply (No convex_monotone); auto; intros f F _; apply F.
  - apply (No monotone_network); auto.
  - apply (No convex_monotone); auto.
Qed.
Theorem convex_networks_stay_unknown_holds : convex_networks_stay_unknown.
Proof.
  intros k; apply indistinguishability_with_help; [apply no_help_examples|apply convex_network_ambiguous_despite].
Qed.
Theorem convex_told_first_holds : convex_told_first.
Proof.
  intros k; split; [apply ambiguous_unpredictable, convex_ambiguous_when_told|].
  intros eps He; apply convex_predicted_off_vertices; auto.
Qed.
Theorem told_first_does_not_help_holds : told_first_does_not_help.
Proof.
  intros []; simpl; auto; intros; apply ambiguous_unpredictable.
  - apply (ambiguous_when_told_sub _ anywhere _ network); auto using network_ambiguous_when_told.
  - apply network_ambiguous_when_told.
  - apply trained_network_ambiguous_when_told; auto; apply squared_loss_attained.
  - apply (ambiguous_when_told_sub _ anywhere _ network); auto using network_ambiguous_when_told, network_piecewise_affine.
  - apply monotone_ambiguous_when_told.
  - apply (ambiguous_when_told_sub _ vertex _ convex); auto using convex_ambiguous_when_told.
Qed.
