(** Networks of given widths: wider and deeper ones compute the same, and the two-layer networks of the proofs. *)
Require Import Reals Lra Lia List Psatz.
Import ListNotations.
From Eyewitness Require Import Statements OurStatements Points Distances Networks.
Open Scope R_scope.

Section Weights.
Variable W : R -> Prop.
Hypothesis W0 : W 0.

(** ** Blocks of weights *)
Lemma weights_diag n c : W c -> weights_in W (diag n c).
Proof. intros; induction n; simpl; auto. Qed.
Lemma weights_app n m (x : point n) (y : point m) : weights_in W x -> weights_in W y -> weights_in W (app x y).
Proof. induction n as [|n IH]; simpl; auto; intros [H H'] Y; auto. Qed.
Lemma layer_in_lapp n k l (A : layer n k) (B : layer n l) : layer_in W A -> layer_in W B -> layer_in W (lapp A B).
Proof. induction k as [|k IH]; simpl; auto; intros [H H'] Y; auto. Qed.
Lemma layer_in_lift_l n m k (A : layer n k) : layer_in W A -> layer_in W (lift_l m A).
Proof. induction k as [|k IH]; simpl; auto; intros [[H H'] H'']; auto using weights_app, weights_diag. Qed.
Lemma layer_in_lift_r n m k (A : layer m k) : layer_in W A -> layer_in W (lift_r n A).
Proof. induction k as [|k IH]; simpl; auto; intros [[H H'] H'']; auto using weights_app, weights_diag. Qed.

(** k times the same neuron *)
Fixpoint copies {n} k (w : point n) c : layer n k :=
  match k with O => tt | S k => ((w, c), copies k w c) end.
Lemma run_copies n k (w : point n) c x : run (copies k w c) x = diag k (relu (dot w x + c)).
Proof. induction k as [|k IH]; simpl; auto; rewrite IH; auto. Qed.
Lemma layer_in_copies n k (w : point n) c : weights_in W w -> W c -> layer_in W (copies k w c).
Proof. intros; induction k; simpl; auto. Qed.

(** ** Wider layers: more neurons, with weights and biases 0 *)
Lemma run_silent n k (x : point n) : run (copies k (diag n 0) 0) x = diag k 0.
Proof. rewrite run_copies, dot_zero; f_equal; apply relu_neg; lra. Qed.
Lemma widened n (N : net n) : forall widths widths', built W widths N -> Forall2 le widths widths' ->
  forall e, exists N' : net (n + e), built W widths' N' /\ forall x y, eval N' (app x y) = eval N x.
Proof.
  induction N as [n w c|n k A N IH]; intros widths widths' B F e.
  - cbn [built] in B; destruct B as (-> & Bw & Bc); inversion F; subst.
    exists (Output (app w (diag e 0)) c); split; [simpl; auto using weights_app, weights_diag|].
    intros x y; simpl; rewrite dot_app, dot_zero; ring.
  - destruct widths as [|width widths]; cbn [built] in B; [destruct B|]; destruct B as (-> & BA & BN); inversion F as [|? k' ? more Hk Fm]; subst.
    replace k' with (k + (k' - k))%nat by lia.
    destruct (IH widths more BN Fm (k' - k)%nat) as (N' & B' & E).
    exists (Hidden (lapp (lift_l e A) (copies (k' - k) (diag (n + e) 0) 0)) N'); split.
    + split; [auto|split; [|exact B']]; apply layer_in_lapp; auto using layer_in_lift_l, layer_in_copies, weights_diag.
    + intros x y; change (eval (Hidden ?A ?K) ?x) with (eval K (run A x)).
      rewrite run_lapp, run_lift_l, E; auto.
Qed.
Lemma wider n (N : net n) widths widths' : built W widths N -> Forall2 le widths widths' ->
  exists N' : net n, built W widths' N' /\ forall x, eval N' x = eval N x.
Proof.
  intros B F; destruct N as [n w c|n k A N].
  - cbn [built] in B; destruct B as (-> & B); inversion F; subst; exists (Output w c); split; [simpl; auto|auto].
  - destruct widths as [|width widths]; cbn [built] in B; [destruct B|]; destruct B as (-> & BA & BN); inversion F as [|? k' ? more Hk Fm]; subst.
    destruct (widened k N widths more BN Fm (k' - k)%nat) as (N' & B' & E).
    replace k' with (k + (k' - k))%nat by lia.
    exists (Hidden (lapp A (copies (k' - k) (diag n 0) 0)) N'); split.
    + split; [auto|split; [|exact B']]; apply layer_in_lapp; auto using layer_in_copies, weights_diag.
    + intros x; change (eval (Hidden ?A ?K) ?x) with (eval K (run A x)); rewrite run_lapp, E; auto.
Qed.

(** ** Deeper ones: a layer of one neuron that passes what is not negative *)
Hypothesis W1 : W 1.
Lemma deeper n (N : net n) : forall widths, built W widths N ->
  exists K : net n, built W (widths ++ [1%nat]) K /\ forall x, eval K x = relu (eval N x).
Proof.
  induction N as [n w c|n k A N IH]; intros widths B.
  - cbn [built] in B; destruct B as (-> & Bw & Bc).
    exists (Hidden (((w, c), tt) : layer n 1) (Output ((1, tt) : point 1) 0)); split; [simpl; auto 8|intros x; simpl; ring].
  - destruct widths as [|width widths]; cbn [built] in B; [destruct B|]; destruct B as (-> & BA & BN).
    destruct (IH widths BN) as (K & BK & E); exists (Hidden A K); split; [simpl; auto|intros x; simpl; auto].
Qed.
Lemma network_of_roomy d n k (f : fn d) (N : net d) widths : built W [(d + (d + d))%nat; k] N -> (k <= 2 * n + 1)%nat ->
  roomy d n widths -> (forall x, cube x -> f x = eval N x /\ 0 <= f x) -> network_of W widths f.
Proof.
  intros B Hk HR E; destruct widths as [|first [|second others]]; cbn [roomy] in HR; [destruct HR|destruct HR|destruct HR as (H1 & H2 & H3)].
  assert (D : exists K : net d, built W ([(d + (d + d))%nat; k] ++ repeat 1%nat (length others)) K /\
    forall x, cube x -> f x = eval K x).
  { clear H3; induction (length others) as [|m (K & BK & EK)]; [exists N; split; [exact B|intros; apply E; auto]|].
    destruct (deeper d K _ BK) as (K' & BK' & EK'); exists K'; split.
    - replace (repeat 1%nat (S m)) with (repeat 1%nat m ++ [1%nat]); [rewrite app_assoc; auto|].
      clear; induction m; simpl; auto; rewrite IHm; auto.
    - intros x Hx; rewrite EK', <- EK by auto; symmetry; apply relu_pos, E; auto. }
  destruct D as (K & BK & EK); destruct (wider d K _ (first :: second :: others) BK) as (K' & BK' & EK').
  - simpl; constructor; [lia|constructor; [lia|]].
    clear - H3; induction others as [|o others IH]; simpl; constructor; inversion H3; auto.
  - exists K'; split; auto; intros; rewrite EK'; auto.
Qed.
End Weights.

(** ** Neurons for each coordinate *)
Fixpoint coordinates {d} (s : R) : point d -> layer d d :=
  match d with O => fun _ => tt | S d => fun c => (((s, diag d 0), hd c), lift_r 1 (coordinates s (tl c))) end.
Fixpoint relus {d} (s : R) : point d -> point d -> R :=
  match d with O => fun _ _ => 0 | S _ => fun c x => relu (s * hd x + hd c) + relus s (tl c) (tl x) end.
Lemma dot_diag_l d a (x : point d) : dot (diag d a) x = a * sum x.
Proof. induction d as [|d IH]; simpl; [ring|rewrite IH; ring]. Qed.
Lemma dot_coordinates d s (c x : point d) a : dot (diag d a) (run (coordinates s c) x) = a * relus s c x.
Proof.
  induction d as [|d IH]; [simpl; ring|]; destruct x as [x xs], c as [c cs].
  change (a * relu (dot ((s, diag d 0) : point (S d)) ((x, xs) : point (S d)) + c) +
    dot (diag d a) (run (lift_r 1 (coordinates s cs)) (app ((x, tt) : point 1) xs)) = a * (relu (s * x + c) + relus s cs xs)).
  rewrite (run_lift_r 1 d d), IH; simpl; rewrite dot_zero, Rplus_0_r; ring.
Qed.
Lemma layer_in_coordinates (W : R -> Prop) d s (c : point d) : W 0 -> W s -> weights_in W c -> layer_in W (coordinates s c).
Proof.
  intros W0 Ws; induction d as [|d IH]; simpl; auto; intros [H H']; split.
  - split; auto using weights_diag.
  - apply (layer_in_lift_r W W0 1 d d), IH; auto.
Qed.
Lemma relus_id d (x : point d) : cube x -> relus 1 (diag d 0) x = sum x.
Proof. induction d as [|d IH]; simpl; auto; intros [H H']; rewrite IH, relu_pos by (auto; lra); ring. Qed.
Lemma relus_flip d (x : point d) : cube x -> relus (-1) (diag d 1) x = INR d - sum x.
Proof. induction d as [|d IH]; [intros; simpl; ring|]; rewrite S_INR; simpl; intros [H H']; rewrite IH, relu_pos by (auto; lra); ring. Qed.
Lemma relus_l1 d (c x : point d) : relus 1 (lin2 (-1) 0 c c) x + relus (-1) c x = l1 x c.
Proof.
  induction d as [|d IH]; simpl; [ring|]; specialize (IH (tl c) (tl x)).
  rewrite (abs_as_relu (hd x - hd c)), <- IH.
  replace (1 * hd x + (-1 * hd c + 0 * hd c)) with (hd x - hd c) by ring.
  replace (-1 * hd x + hd c) with (- (hd x - hd c)) by ring; ring.
Qed.

(** ** The sum of the coordinates, and n times al times a bump, and m *)
Section Bumped.
Context {d : nat}.
Definition bumped (q al : R) (n m : nat) (A A' : layer d d) : net d :=
  Hidden (lapp (coordinates 1 (diag d 0)) (lapp A A'))
    (Hidden (lapp (copies n (app (diag d 0) (app (diag d q) (diag d q))) 1)
              (lapp (copies m (diag (d + (d + d)) 0) 1) (copies 1 (app (diag d 1) (app (diag d 0) (diag d 0))) 0)))
      (Output (app (diag n al) (app (diag m 1) (diag 1 1))) 0)).
Lemma eval_bumped q al n m s s' c c' x : cube x -> eval (bumped q al n m (coordinates s c) (coordinates s' c')) x =
  sum x + al * INR n * relu (1 + q * (relus s c x + relus s' c' x)) + INR m.
Proof.
  intros Hx; assert (S : 0 <= sum x).
  { clear - Hx; induction d as [|k IH]; simpl; [lra|]; destruct Hx as [H H']; specialize (IH _ H'); lra. }
  unfold bumped; change (eval (Hidden ?A (Hidden ?B (Output ?w ?c))) ?x) with (dot w (run B (run A x)) + c).
  rewrite !run_lapp, !dot_app, !run_copies, !dot_diag, !dot_app, !dot_coordinates, !sum_diag, !dot_zero, relus_id by auto.
  rewrite (relu_pos (0 + 1)) by lra; change (INR 1) with 1.
  rewrite (relu_pos (1 * sum x + (0 * relus s c x + 0 * relus s' c' x) + 0)) by lra.
  replace (0 * sum x + (q * relus s c x + q * relus s' c' x) + 1) with (1 + q * (relus s c x + relus s' c' x)) by ring.
  ring.
Qed.
Lemma built_bumped (W : R -> Prop) q al n m A A' : W 0 -> W 1 -> W q -> W al -> layer_in W A -> layer_in W A' ->
  built W [(d + (d + d))%nat; (n + (m + 1))%nat] (bumped q al n m A A').
Proof.
  intros W0 W1 Wq Wa HA HA'; unfold bumped; split; [auto|split; [|split; [auto|split; [|split; [auto|]]]]].
  - apply layer_in_lapp; [apply layer_in_coordinates; auto using weights_diag|apply layer_in_lapp; auto].
  - apply layer_in_lapp; [|apply layer_in_lapp]; apply layer_in_copies; auto using weights_app, weights_diag.
  - split; auto using weights_app, weights_diag.
Qed.
End Bumped.
