(** Kinds of help: from no help over examples and germs to all looks; more help, easier task. *)
Require Import Reals Lra Lia List Psatz.
From Eyewitness Require Import Statements HelpStatements Points Distances Visualizations.
Open Scope R_scope.

(** ** Germs and boxes *)
Section Germs.
Context {d : nat}.
Implicit Types (f g h : fn d) (x : point d).

Lemma near_sym x f g : near x f g -> near x g f.
Proof. intros (r & Hr & E); exists r; split; auto; intros; symmetry; auto. Qed.
Lemma near_trans x f g h : near x f g -> near x g h -> near x f h.
Proof.
  intros (r & Hr & E) (r' & Hr' & E'); exists (Rmin r r'); split; [apply Rmin_glb_lt; auto|].
  intros y Hy Hl; pose proof (Rmin_l r r'); pose proof (Rmin_r r r').
  rewrite E, E' by (auto; lra); auto.
Qed.
Lemma near_value x f g : cube x -> near x f g -> f x = g x.
Proof. intros Hx (r & Hr & E); apply E; auto. rewrite (dist_refl _ (l1_metric d)); auto. Qed.
End Germs.

Lemma leq_refl d (x : point d) : leq x x.
Proof. induction d as [|d IH]; simpl; auto. split; [lra|auto]. Qed.
Lemma leq_trans d (x y z : point d) : leq x y -> leq y z -> leq x z.
Proof. induction d as [|d IH]; simpl; auto. intros [H H'] [I I']; split; [lra|eauto]. Qed.
Lemma leq_anti d (x y : point d) : leq x y -> leq y x -> x = y.
Proof.
  induction d as [|d IH]; simpl; [destruct x, y; auto|].
  destruct x as [x xs], y as [y ys]; simpl; intros [H H'] [I I']; rewrite (IH xs ys H' I'); f_equal; lra.
Qed.
Lemma in_box_cube d (lo hi x : point d) : cube lo -> cube hi -> in_box lo hi x -> cube x.
Proof.
  unfold in_box; induction d as [|d IH]; simpl; auto.
  intros [H1 H2] [H3 H4] [[H5 H6] [H7 H8]]; split; [lra|apply (IH (tl lo) (tl hi) (tl x)); auto].
Qed.

(** ** From less help to more *)
Section Kinds.
Context {d : nat}.
Implicit Types (f g : fn d) (C : class d) (T : rule d) (H : help d).

Lemma le_help_refl H : le_help H H.
Proof. intros B F G; exact G. Qed.
Lemma le_help_trans H H' H'' : le_help H H' -> le_help H' H'' -> le_help H H''.
Proof. intros L L' B F G; apply L', L, G. Qed.

(** a question may be replaced by another that tells as much *)
Lemma asking_le Q Q' (same : Q -> fn d -> fn d -> Prop) (same' : Q' -> fn d -> fn d -> Prop) (other : Q -> Q') :
  (forall q f g, same' (other q) f g -> same q f g) -> le_help (asking same) (asking same').
Proof.
  intros O B F (s & Hs & E).
  assert (H : exists s' : strategy Q' (fn d) B, respects same' s' /\ forall f, play whole s' f = play whole s f).
  { clear F E; induction s as [b|q next IH]; [exists (Answer b); split; simpl; auto|].
    pose (tr := fix tr (s : strategy Q (fn d) B) : strategy Q' (fn d) B :=
      match s with Answer b => Answer b | Ask q next => Ask (other q) (fun f => tr (next f)) end).
    assert (T : forall s, respects same s -> respects same' (tr s) /\ forall f, play whole (tr s) f = play whole s f).
    { clear - O; induction s as [b|q next IH]; simpl; [auto|]; intros [E R]; split; [split|].
      - intros f g S; rewrite (E f g); auto.
      - intros f; apply IH, R.
      - intros f; apply IH, R. }
    exists (tr (Ask q next)); auto. }
  destruct H as (s' & R & P); exists s'; split; auto; intros f; rewrite P; auto.
Qed.
(** numbers are replies of that kind *)
Lemma examples_asking : le_help (@examples d) (asking (fun (q : input d) f g => value f q = value g q)).
Proof.
  intros B F (s & E).
  pose (tr := fix tr (s : strategy (input d) R B) : strategy (input d) (fn d) B :=
    match s with Answer b => Answer b | Ask q next => Ask q (fun f => tr (next (value f q))) end).
  assert (T : respects (fun q f g => value f q = value g q) (tr s) /\ forall f, play whole (tr s) f = play value s f).
  { clear E; induction s as [b|q next IH]; simpl; [auto|]; split.
    - split; [intros f g V; rewrite V; auto|intros f; apply IH].
    - intros f; apply (IH (value f q)). }
  exists (tr s); split; [apply T|]; intros f; rewrite E; symmetry; apply T.
Qed.

Lemma no_help_examples : le_help (@no_help d) examples.
Proof. intros B F [b E]; exists (Answer b); auto. Qed.
Lemma examples_n_examples n : le_help (@examples_n d n) examples.
Proof. intros B F (s & _ & E); exists s; auto. Qed.
Lemma germs_n_germs n : le_help (@germs_n d n) germs.
Proof. intros B F (s & _ & H); exists s; auto. Qed.
Lemma examples_germs : le_help (@examples d) germs.
Proof.
  eapply le_help_trans; [apply examples_asking|]; apply (asking_le _ _ _ _ (fun q => q)).
  intros q f g N; exact (near_value _ f g (proj2_sig q) N).
Qed.
Lemma germs_looks : le_help (@germs d) looks.
Proof. apply (asking_le _ _ _ _ Near); auto. Qed.
(** an example is the visualization on the box that is one input *)
Lemma examples_visualizations : le_help (@examples d) visualizations.
Proof.
  eapply le_help_trans; [apply examples_asking|]; apply (asking_le _ _ _ _ (fun q => (q, q))).
  intros q f g (_ & _ & E); apply E; left; simpl; split; [split; apply leq_refl|].
  intros y [H1 H2]; rewrite (leq_anti _ _ _ H1 H2); lra.
Qed.
Lemma visualizations_looks : le_help (@visualizations d) looks.
Proof. apply (asking_le _ _ _ _ VisOn); auto. Qed.
Lemma examples_looks : le_help (@examples d) looks.
Proof. eapply le_help_trans; [apply examples_germs|apply germs_looks]. Qed.
Lemma looks_looks_and_extrema : le_help (@looks d) looks_and_extrema.
Proof. apply (asking_le _ _ _ _ inl); auto. Qed.

(** ** More help, easier task *)
Lemma allowed_le H H' B (D : asker d B) : le_help H H' -> allowed H D -> allowed H' D.
Proof. intros L A a b m M; apply L, A. Qed.
Lemma exact_le H H' C T : le_help H H' -> exact_with H C T -> exact_with H' C T.
Proof. intros L (D & A & E); exists D; split; eauto using allowed_le. Qed.
Lemma within_le_help H H' C T e : le_help H H' -> within_with H C T e -> within_with H' C T e.
Proof. intros L (D & A & E); exists D; split; eauto using allowed_le. Qed.
Lemma side_le H H' C T : le_help H H' -> side_with H C T -> side_with H' C T.
Proof. intros L (D & A & E); exists D; split; eauto using allowed_le. Qed.
Lemma approx_le H H' C T : le_help H H' -> approx_with H C T -> approx_with H' C T.
Proof. intros L A e He; eapply within_le_help; eauto. Qed.
Lemma all_yes_with_le H H' C : le_help H H' -> all_yes_with H C -> all_yes_with H' C.
Proof.
  intros L (E & A & S & P); split; [|split; [|split]]; intros T HT.
  - eapply exact_le; eauto.
  - eapply approx_le; eauto.
  - eapply side_le; eauto.
  - intros e He; split; auto; intros _; eapply within_le_help; eauto; apply P; auto.
Qed.

Lemma within_with_le H C T e e' : tie_rule C T -> e <= e' -> within_with H C T e -> within_with H C T e'.
Proof.
  intros HT He (D & A & HD); exists D; split; auto; intros f a b Cf Tf x Hx.
  destruct (rule_sound _ _ HT f a b Cf Tf) as [[Ha Hmin] [Hb Hmax]].
  specialize (Hmin b Hb); specialize (HD f a b Cf Tf x Hx); nra.
Qed.
Lemma exact_within_with_0 H C T : exact_with H C T -> within_with H C T 0.
Proof.
  intros (D & A & HD); exists D; split; auto; intros f a b Cf Tf x Hx.
  rewrite (HD f a b Cf Tf x Hx), Rminus_diag_eq, Rabs_R0 by auto; lra.
Qed.
Lemma within_with_0_exact H C T : within_with H C T 0 -> exact_with H C T.
Proof.
  intros (D & A & HD); exists D; split; auto; intros f a b Cf Tf x Hx.
  specialize (HD f a b Cf Tf x Hx); apply Rabs_le_inv in HD; lra.
Qed.

(** ** Working on the result *)
Definition closed_under_maps (H : help d) := forall A B (F : fn d -> A) (g : A -> B), H A F -> H B (fun f => g (F f)).
Lemma play_map A B Q Y (see : fn d -> Q -> Y) (s : strategy Q Y A) (g : A -> B) :
  exists s' : strategy Q Y B, forall f, play see s' f = g (play see s f).
Proof.
  pose (tr := fix tr (s : strategy Q Y A) : strategy Q Y B :=
    match s with Answer a => Answer (g a) | Ask q next => Ask q (fun y => tr (next y)) end).
  exists (tr s); induction s as [a|q next IH]; simpl; auto.
Qed.
Lemma examples_map : closed_under_maps (@examples d).
Proof.
  intros A B F g [s E]; destruct (play_map _ _ _ _ value s g) as [s' E'].
  exists s'; intros f; rewrite E', E; auto.
Qed.

(** what errs by delta (M - m) at most tells the side, but near the middle *)
Lemma within_side_beyond H C T delta : closed_under_maps H -> within_with H C T delta -> side_beyond_with delta H C T.
Proof.
  intros G (D & A & E).
  exists (fun a b m M f x => if Rlt_dec (mid m M) (D a b m M f x) then true else false); split.
  - intros a b m M; apply (G _ _ (D a b m M) (fun g x => if Rlt_dec (mid m M) (g x) then true else false)), A.
  - intros f a b Cf Tf x Hx; specialize (E f a b Cf Tf x Hx); apply Rabs_le_inv in E.
    destruct (Rlt_dec _ _); split; auto; lra.
Qed.
Lemma side_beyond_0 H C T : side_beyond_with 0 H C T -> side_with H C T.
Proof.
  intros (D & A & E); exists D; split; auto; intros f a b Cf Tf x Hx.
  destruct (E f a b Cf Tf x Hx) as [E1 E2]; split; intros S; [apply E1|apply E2]; lra.
Qed.

(** exact implies the rest of a row *)
Lemma exact_all_yes_with H C : closed_under_maps H -> always (exact_with H) C -> all_yes_with H C.
Proof.
  intros G Y; split; [exact Y|]; split; [|split]; intros T HT; pose proof (exact_within_with_0 _ _ _ (Y T HT)) as W.
  - intros e He; apply (within_with_le _ _ _ 0); auto; lra.
  - apply side_beyond_0, within_side_beyond; auto.
  - intros e He; split; auto; intros _; apply (within_with_le _ _ _ 0); auto.
Qed.

(** ** What is asked about f0: functions that look like it there get the same result *)
Lemma examples_transcript n B (s : strategy (input d) R B) : at_most n s -> forall f0 : fn d, exists P : list (input d),
  (length P <= n)%nat /\ forall g, (forall p, In p P -> value g p = value f0 p) -> play value s g = play value s f0.
Proof.
  revert n; induction s as [b|q next IH]; intros n C f0; [exists nil; split; simpl; auto; lia|].
  destruct n as [|n]; [destruct C|].
  destruct (IH (value f0 q) n (C _) f0) as (P & HP & E).
  exists (q :: P); split; [simpl; lia|]; intros g H; simpl.
  rewrite (H q) by (left; auto); apply E; intros p I; apply H; right; auto.
Qed.
Lemma germs_transcript B x (s : strategy (input d) (fn d) B) : respects same_germ s -> never_asks x s ->
  forall f0, exists P : list (point d), ~ In x P /\
  forall g, (forall p, In p P -> near p f0 g) -> play whole s g = play whole s f0.
Proof.
  induction s as [b|q next IH]; simpl.
  - intros _ _ f0; exists nil; split; auto.
  - intros [Hk Hl] [Nq Hn] f0; destruct (IH f0 (Hl f0) (Hn f0) f0) as (P & HP & E).
    exists (proj1_sig q :: P); split; [intros [I|I]; auto|].
    intros g N; unfold whole at 2 4; rewrite <- (Hk f0 g) by (apply N; left; auto).
    apply E; intros p I; apply N; right; auto.
Qed.

(** ** Without help: the notions of the first table *)
Lemma exact_no_help C T : exact_with no_help C T <-> exact C T.
Proof.
  split.
  - intros (D & A & E); exists (fun a b m M => D a b m M (fun _ => 0)); intros f a b Cf Tf x Hx.
    rewrite <- (E f a b Cf Tf x Hx); destruct (A a b (f a) (f b)) as [g G]; rewrite !G; auto.
  - intros (D & E); exists (fun a b m M _ => D a b m M); split; auto.
    intros a b m M; exists (D a b m M); auto.
Qed.
Lemma within_no_help C T e : within_with no_help C T e <-> within C T e.
Proof.
  split.
  - intros (D & A & E); exists (fun a b m M => D a b m M (fun _ => 0)); intros f a b Cf Tf x Hx.
    specialize (E f a b Cf Tf x Hx); destruct (A a b (f a) (f b)) as [g G]; rewrite !G in *; auto.
  - intros (D & E); exists (fun a b m M _ => D a b m M); split; auto.
    intros a b m M; exists (D a b m M); auto.
Qed.
Lemma side_no_help C T : side_with no_help C T <-> side C T.
Proof.
  split.
  - intros (D & A & E); exists (fun a b m M => D a b m M (fun _ => 0)); intros f a b Cf Tf x Hx.
    specialize (E f a b Cf Tf x Hx); destruct (A a b (f a) (f b)) as [g G]; rewrite !G in *; auto.
  - intros (D & E); exists (fun a b m M _ => D a b m M); split; auto.
    intros a b m M; exists (D a b m M); auto.
Qed.
End Kinds.
