(** Finitely many functions are told apart by fewer examples than there are functions, at inputs fixed beforehand;
    and there are finitely many quantised networks of an architecture. *)
Require Import Reals Lra Lia List Classical.
Import ListNotations.
From Eyewitness Require Import Statements FurtherStatements HelpStatements OurStatements Points Visualizations Help.
Open Scope R_scope.

(** ** Examples that tell them apart *)
Definition equal_on_cube {d} (f g : fn d) := forall x, cube x -> f x = g x.
Definition values {d} (P : list (input d)) (f : fn d) := map (value f) P.

Lemma values_incl d (P : list (input d)) f g : values P f = values P g <-> forall p, In p P -> value f p = value g p.
Proof.
  induction P as [|p P IH]; simpl; [tauto|]; split.
  - intros E q [<-|I]; injection E; intros E' E0; auto; apply IH; auto.
  - intros E; f_equal; [apply E; auto|apply IH; auto].
Qed.
Lemma told_apart d (members : list (fn d)) : exists P : list (input d), (length P <= length members - 1)%nat /\
  forall f g, In f members -> In g members -> values P f = values P g -> equal_on_cube f g.
Proof.
  induction members as [|f members (P & HP & E)]; [exists []; split; [auto|intros f g []]|].
  destruct (classic (exists g, In g members /\ values P f = values P g /\ ~ equal_on_cube f g)) as [(g & Ig & Eg & N)|N].
  - (* one more example tells f and g apart, and so f and all that agree with g on P *)
    apply not_all_ex_not in N; destruct N as [x Nx]; apply imply_to_and in Nx; destruct Nx as [Hx Nx].
    pose (q := exist _ x Hx : input d); assert (Nq : value f q <> value g q) by exact Nx.
    assert (K : forall h, In h members -> values (q :: P) f = values (q :: P) h -> equal_on_cube f h).
    { intros h Ih Eh; exfalso; unfold values in *; simpl in Eh; injection Eh; intros E1 E0.
      apply Nq; rewrite E0; apply (E h g); auto; unfold values; congruence. }
    exists (q :: P); split; [destruct members; [destruct Ig|simpl in *; lia]|].
    intros f1 f2 [<-|I1] [<-|I2] E12.
    + intros y _; auto.
    + apply K; auto.
    + intros y Hy; symmetry; apply (K f1); auto.
    + apply E; auto; unfold values in *; simpl in E12; injection E12; auto.
  - (* P will do *)
    assert (K : forall h, In h members -> values P f = values P h -> equal_on_cube f h).
    { intros h Ih Eh; apply NNPP; intros Nh; apply N; exists h; auto. }
    exists P; split; [simpl in *; lia|].
    intros f1 f2 [<-|I1] [<-|I2] E12; [intros y _; auto|auto|intros y Hy; symmetry; apply (K f1); auto|auto].
Qed.

(** the first member with these values *)
Fixpoint member_with {d} (members : list (fn d)) (P : list (input d)) (ys : list R) : fn d :=
  match members with
  | [] => fun _ => 0
  | f :: members => if list_eq_dec Req_EM_T (values P f) ys then f else member_with members P ys
  end.
Lemma member_with_values d (members : list (fn d)) P g : In g members ->
  In (member_with members P (values P g)) members /\ values P (member_with members P (values P g)) = values P g.
Proof.
  induction members as [|f members IH]; simpl; [intros []|].
  destruct (list_eq_dec _ _ _) as [E|N]; [auto|]; intros [->|I]; [tauto|]; destruct (IH I); auto.
Qed.
Theorem finite_class_exact d (C : class d) members : (forall f, C f -> exists g, In g members /\ equal_on_cube f g) ->
  always (exact_with (fixed_examples_n (length members - 1))) C.
Proof.
  intros HC T _; destruct (told_apart d members) as (P & HP & E).
  exists (fun a b m M f => member_with members P (values P f)); split.
  - intros a b m M; exists P, (member_with members P); auto.
  - intros f a b Cf _ x Hx; destruct (HC f Cf) as (g & Ig & Eg).
    assert (V : values P f = values P g) by (apply values_incl; intros p _; apply Eg, (proj2_sig p)).
    rewrite V, Eg by auto; destruct (member_with_values d members P g Ig) as [I V']; apply E; auto.
Qed.

(** ** All quantised networks of an architecture *)
Section Count.
Variable W : list R.
Fixpoint all_weights n : list (point n) :=
  match n with O => [tt] | S n => list_prod W (all_weights n) end.
Fixpoint all_layers n k : list (layer n k) :=
  match k with O => [tt] | S k => list_prod (list_prod (all_weights n) W) (all_layers n k) end.
Fixpoint all_nets d (widths : list nat) : list (net d) :=
  match widths with
  | [] => map (fun p => Output (fst p) (snd p)) (list_prod (all_weights d) W)
  | k :: widths => map (fun p => Hidden (fst p) (snd p)) (list_prod (all_layers d k) (all_nets k widths))
  end.
Lemma all_weights_length n : length (all_weights n) = (length W ^ n)%nat.
Proof. induction n as [|n IH]; auto; cbn [all_weights Nat.pow]; rewrite <- IH; apply prod_length. Qed.
Lemma all_layers_length n k : length (all_layers n k) = (length W ^ (S n * k))%nat.
Proof.
  induction k as [|k IH]; [rewrite Nat.mul_0_r; auto|]; cbn [all_layers].
  etransitivity; [apply prod_length|]; rewrite prod_length, IH, all_weights_length.
  rewrite Nat.mul_succ_r, (Nat.add_comm _ (S n)), Nat.pow_add_r; cbn [Nat.pow]; ring.
Qed.
Lemma all_nets_length widths : forall d, length (all_nets d widths) = (length W ^ parameters d widths)%nat.
Proof.
  induction widths as [|k widths IH]; intros d; cbn [all_nets parameters]; rewrite map_length, prod_length.
  - rewrite all_weights_length; cbn [Nat.pow]; ring.
  - rewrite all_layers_length, IH, Nat.pow_add_r; auto.
Qed.

Lemma in_all_weights n (w : point n) : weights_in (fun c => In c W) w -> In w (all_weights n).
Proof.
  induction n as [|n IH]; simpl; [destruct w; auto|]; destruct w as [c w]; intros [H H'].
  apply in_prod; auto.
Qed.
Lemma in_all_layers n k (A : layer n k) : layer_in (fun c => In c W) A -> In A (all_layers n k).
Proof.
  induction k as [|k IH]; [destruct A; simpl; auto|]; destruct A as [[w c] A]; cbn [all_layers layer_in fst snd].
  intros [[H H'] H'']; repeat apply in_prod; auto using in_all_weights.
Qed.
Lemma in_all_nets d (N : net d) : forall widths, built (fun c => In c W) widths N -> In N (all_nets d widths).
Proof.
  induction N as [d w c|d k A N IH]; intros widths B.
  - cbn [built] in B; destruct B as (-> & Bw & Bc).
    apply (in_map (fun p => Output (fst p) (snd p)) _ (w, c)), in_prod; auto using in_all_weights.
  - destruct widths as [|width widths]; cbn [built] in B; [destruct B|]; destruct B as (-> & BA & BN).
    apply (in_map (fun p => Hidden (fst p) (snd p)) _ (A, N)), in_prod; auto using in_all_layers.
Qed.

Theorem quantised_exact d widths :
  always (exact_with (fixed_examples_n (length W ^ parameters d widths - 1))) (@quantised_network d W widths).
Proof.
  rewrite <- all_nets_length, <- (map_length eval); apply finite_class_exact.
  intros f (N & B & E); exists (eval N); split; [apply in_map, in_all_nets; auto|exact E].
Qed.
End Count.
