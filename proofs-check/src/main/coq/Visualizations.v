(** Facts about visualizations and tie rules. *)
Require Import Reals Lra List.
From Eyewitness Require Import Statements FurtherStatements Points.
Open Scope R_scope.

Section Visualizations.
Context {d : nat}.
Implicit Types (f g : fn d) (C : class d) (T : rule d).

(** ** Minimisers and maximisers by their values *)
Lemma is_min_iff_value f a b m M x : Phi f a b m M -> (is_min f x <-> cube x /\ f x = m).
Proof.
  intros ((Ha & Hmin) & _ & Ea & _); split.
  - intros [Hx H]; split; auto; specialize (H a Ha); specialize (Hmin x Hx); lra.
  - intros [Hx E]; split; auto; intros y Hy; rewrite E, <- Ea; auto.
Qed.
Lemma is_max_iff_value f a b m M x : Phi f a b m M -> (is_max f x <-> cube x /\ f x = M).
Proof.
  intros (_ & (Hb & Hmax) & _ & Eb); split.
  - intros [Hx H]; split; auto; specialize (H b Hb); specialize (Hmax x Hx); lra.
  - intros [Hx E]; split; auto; intros y Hy; rewrite E, <- Eb; auto.
Qed.

Lemma Phi_range f a b m M : Phi f a b m M -> forall x, cube x -> m <= f x <= M.
Proof.
  intros ((Ha & Hmin) & (Hb & Hmax) & Ea & Eb) x Hx.
  specialize (Hmin x Hx); specialize (Hmax x Hx); lra.
Qed.

Lemma unique_Phi_strict f a b m M x :
  unique_Phi f a b m M -> cube x -> x <> a -> x <> b -> m < f x < M.
Proof.
  intros (P & U1 & U2) Hx Na Nb.
  assert (f x <> m) by (intros E; apply Na, U1, (is_min_iff_value _ _ _ _ _ x P); auto).
  assert (f x <> M) by (intros E; apply Nb, U2, (is_max_iff_value _ _ _ _ _ x P); auto).
  pose proof (Phi_range _ _ _ _ _ P x Hx); lra.
Qed.

Lemma unique_Phi_intro f a b m M : cube a -> cube b -> f a = m -> f b = M ->
  (forall x, cube x -> m <= f x <= M) ->
  (forall x, cube x -> f x = m -> x = a) -> (forall x, cube x -> f x = M -> x = b) ->
  unique_Phi f a b m M.
Proof.
  intros Ha Hb Ea Eb HR Hm HM; split; [|split].
  - split; [|split; [|auto]]; split; auto; intros x Hx; specialize (HR x Hx); lra.
  - intros x [Hx H]; apply Hm; auto; specialize (H a Ha); specialize (HR x Hx); lra.
  - intros x [Hx H]; apply HM; auto; specialize (H b Hb); specialize (HR x Hx); lra.
Qed.

(** ** Tie sets *)
Lemma unique_Phi_same_tie_sets f g a b m M :
  unique_Phi f a b m M -> unique_Phi g a b m M -> same_tie_sets f g.
Proof.
  intros ((F1 & F2 & F3 & F4) & F5 & F6) ((G1 & G2 & G3 & G4) & G5 & G6).
  split; [|split].
  - intros x; split; intros H; [apply F5 in H|apply G5 in H]; subst; auto.
  - intros x; split; intros H; [apply F6 in H|apply G6 in H]; subst; auto.
  - intros x [H|H]; [apply F5 in H|apply F6 in H]; subst; congruence.
Qed.

Lemma same_tie_sets_unique_Phi f g a b m M :
  unique_Phi f a b m M -> Phi g a b m M -> same_tie_sets f g -> unique_Phi g a b m M.
Proof.
  intros (P & U1 & U2) Q (S1 & S2 & _); split; auto; split; intros x H.
  - apply U1, S1, H.
  - apply U2, S2, H.
Qed.

(** a change that only moves values strictly between m and M *)
Definition inner m M f g := forall x, cube x -> g x = f x \/ (m < f x < M /\ m < g x < M).

Lemma inner_Phi f g a b m M : Phi f a b m M -> inner m M f g -> Phi g a b m M.
Proof.
  intros ((Ha & Hmin) & (Hb & Hmax) & Ea & Eb) H.
  assert (ga : g a = m) by (destruct (H a Ha); lra).
  assert (gb : g b = M) by (destruct (H b Hb); lra).
  repeat split; auto; intros x Hx; specialize (Hmin x Hx); specialize (Hmax x Hx);
    destruct (H x Hx); lra.
Qed.

(** ... keeps all tie sets *)
Lemma inner_same_tie_sets f g a b m M : Phi f a b m M -> inner m M f g -> same_tie_sets f g.
Proof.
  intros P H; pose proof (inner_Phi _ _ _ _ _ _ P H) as Q.
  assert (E : forall x, cube x -> (f x = m <-> g x = m) /\ (f x = M <-> g x = M)).
  { intros x Hx; destruct (H x Hx) as [->|?]; [tauto|]; split; split; lra. }
  split; [|split].
  - intros x; rewrite (is_min_iff_value _ _ _ _ _ x P), (is_min_iff_value _ _ _ _ _ x Q).
    split; intros [Hx F]; split; auto; apply (E x Hx); auto.
  - intros x; rewrite (is_max_iff_value _ _ _ _ _ x P), (is_max_iff_value _ _ _ _ _ x Q).
    split; intros [Hx F]; split; auto; apply (E x Hx); auto.
  - intros x [F|F].
    + apply (is_min_iff_value _ _ _ _ _ x P) in F; destruct F as [Hx F].
      rewrite F; symmetry; apply (E x Hx); auto.
    + apply (is_max_iff_value _ _ _ _ _ x P) in F; destruct F as [Hx F].
      rewrite F; symmetry; apply (E x Hx); auto.
Qed.

(** ** Tie rules *)
(** the largest tie rule: any two extremisers may be shown *)
Definition full : rule d := fun f a b => is_min f a /\ is_max f b.
Lemma full_tie_rule C : tie_rule C full.
Proof. split; unfold full; [tauto|]. intros f _ (a & b & m & M & H & H' & _); eauto. Qed.

Lemma not_always_and_never (N : class d -> rule d -> Prop) C : always N C -> never N C -> False.
Proof. intros H H'; apply (H' full (full_tie_rule C)), H, full_tie_rule. Qed.

(** a selection function that always shows extremisers is a tie rule *)
Definition rule_of_selection (sel : fn d -> point d * point d) : rule d :=
  fun f a b => has_vis f /\ sel f = (a, b).
Lemma selection_tie_rule C sel :
  (forall f, C f -> has_vis f -> is_min f (fst (sel f)) /\ is_max f (snd (sel f))) ->
  tie_rule C (rule_of_selection sel).
Proof.
  unfold rule_of_selection; intros H; split.
  - intros f a b Cf [Hv E]; specialize (H f Cf Hv); rewrite E in H; exact H.
  - intros f Cf Hv; exists (fst (sel f)), (snd (sel f)); destruct (sel f); auto.
Qed.

(** no tie rule has a say where the extremisers are unique *)
Lemma unique_Phi_shown C T f a b m M :
  tie_rule C T -> C f -> unique_Phi f a b m M -> T f a b /\ f a = m /\ f b = M.
Proof.
  intros HT Cf (HP & U1 & U2).
  assert (E : f a = m /\ f b = M) by (destruct HP as (_ & _ & H); exact H).
  destruct (rule_total _ _ HT f Cf) as (a' & b' & H); [exists a, b, m, M; auto|].
  destruct (rule_sound _ _ HT f a' b' Cf H) as [H1 H2].
  rewrite <- (U1 a' H1), <- (U2 b' H2) at 1; tauto.
Qed.

(** ** Understanding *)
(** I3 *)
Lemma mid_within_half f a b m M x : Phi f a b m M -> cube x -> Rabs (f x - mid m M) <= (M - m) / 2.
Proof. intros P Hx; pose proof (Phi_range _ _ _ _ _ P x Hx); unfold mid; apply Rabs_le; lra. Qed.

Lemma within_half C T : tie_rule C T -> within C T (1/2).
Proof.
  intros HT; exists (fun _ _ m M _ => mid m M); intros f a b Cf Tf x Hx.
  destruct (rule_sound _ _ HT f a b Cf Tf) as [Ha Hb].
  replace (1/2 * (f b - f a)) with ((f b - f a) / 2) by field.
  apply (mid_within_half f a b); auto; repeat split; apply Ha || apply Hb.
Qed.

Lemma within_le C T e e' : tie_rule C T -> e <= e' -> within C T e -> within C T e'.
Proof.
  intros HT He [D HD]; exists D; intros f a b Cf Tf x Hx.
  destruct (rule_sound _ _ HT f a b Cf Tf) as [[Ha Hmin] [Hb Hmax]].
  specialize (Hmin b Hb); specialize (HD f a b Cf Tf x Hx); nra.
Qed.

Lemma exact_within_0 C T : exact C T -> within C T 0.
Proof.
  intros [D HD]; exists D; intros f a b Cf Tf x Hx.
  rewrite (HD f a b Cf Tf x Hx), Rminus_diag_eq, Rabs_R0 by auto; lra.
Qed.

Lemma exact_side C T : exact C T -> side C T.
Proof.
  intros [D HD].
  exists (fun a b m M x => if Rlt_dec (mid m M) (D a b m M x) then true else false).
  intros f a b Cf Tf x Hx; rewrite (HD f a b Cf Tf x Hx).
  destruct (Rlt_dec _ _); split; auto; lra.
Qed.

(** exact implies the rest of a row *)
Lemma exact_all_yes C : always exact C -> all_yes C.
Proof.
  intros H; split; [exact H|]; split; [|split]; intros T HT.
  - intros e He; apply (within_le _ _ 0); auto; [lra|]; apply exact_within_0; auto.
  - apply exact_side; auto.
  - intros e He; split; auto; intros _.
    apply (within_le _ _ 0); auto; apply exact_within_0; auto.
Qed.

(** ** Half the range *)
Lemma sup_at_least_at f x c : cube x -> c <= Rabs (f x) -> sup_at_least f c.
Proof. intros Hx H B HB N; specialize (N x Hx); lra. Qed.
End Visualizations.
