(** ReLU networks: fully connected feed-forward nets of any depth and widths, their
    functions, and the closure properties that surgery needs (N1-N3). *)
Require Import Reals Lra List Psatz.
From Eyewitness Require Import Space Notions.
Open Scope R_scope.

Definition relu z := Rmax 0 z.
Lemma relu_pos z : 0 <= z -> relu z = z.
Proof. intros; apply Rmax_right; auto. Qed.
Lemma relu_neg z : z <= 0 -> relu z = 0.
Proof. intros; apply Rmax_left; auto. Qed.
Ltac relu_cases := repeat match goal with
  | |- context [relu ?z] => let H := fresh in
      destruct (Rle_dec 0 z) as [H|H];
      [rewrite (relu_pos z H) | rewrite (relu_neg z) by lra] end.

Lemma N1 p q : Rmax p q = p + relu (q - p).
Proof. unfold relu, Rmax; repeat destruct (Rle_dec _ _); lra. Qed.
Lemma N1_abs p : Rabs p = relu p + relu (- p).
Proof. unfold relu, Rmax, Rabs; destruct (Rcase_abs p); repeat destruct (Rle_dec _ _); lra. Qed.
Lemma N2 p q : Rmin p q = p - relu (p - q).
Proof. unfold relu, Rmax, Rmin; repeat destruct (Rle_dec _ _); lra. Qed.
Lemma N3 z : relu z - relu (- z) = z.
Proof. unfold relu, Rmax; repeat destruct (Rle_dec _ _); lra. Qed.

(** a layer: k neurons with n inputs each, every one a row of weights and a bias *)
Fixpoint layer (n k : nat) : Type :=
  match k with O => unit | S k => ((Rn n * R) * layer n k)%type end.

Fixpoint run {n k} : layer n k -> Rn n -> Rn k :=
  match k with
  | O => fun _ _ => tt
  | S k => fun A x => (relu (dot (fst (fst A)) x + snd (fst A)), run (snd A) x)
  end.

(** a network: hidden layers, each with ReLU, then one linear output *)
Inductive net : nat -> Type :=
| Out n (w : Rn n) (c : R) : net n
| Hid n k (A : layer n k) (N : net k) : net n.
Arguments Out {n}. Arguments Hid {n k}.

Fixpoint eval {n} (N : net n) : Rn n -> R :=
  match N with
  | Out w c => fun x => dot w x + c
  | Hid A N => fun x => eval N (run A x)
  end.

Definition NN {d} : cls d := fun f => exists N : net d, forall x, cube x -> f x = eval N x.

(** ** the same functions, described by closure *)
Inductive RF {d} : fn d -> Prop :=
| RF_aff w c : RF (fun x => dot w x + c)
| RF_relu f : RF f -> RF (fun x => relu (f x))
| RF_lin a b f g : RF f -> RF g -> RF (fun x => a * f x + b * g x)
| RF_ext f g : RF f -> (forall x, g x = f x) -> RF g.

(** *** blocks *)
Fixpoint app {n m} : Rn n -> Rn m -> Rn (n + m) :=
  match n with O => fun _ y => y | S n => fun x y => (hd x, app (tl x) y) end.
Fixpoint lin2 {n} (a b : R) : Rn n -> Rn n -> Rn n :=
  match n with
  | O => fun _ _ => tt
  | S n => fun x y => (a * hd x + b * hd y, lin2 a b (tl x) (tl y))
  end.
Lemma dot_app n m (w x : Rn n) (w' x' : Rn m) :
  dot (app w w') (app x x') = dot w x + dot w' x'.
Proof. induction n as [|n IH]; simpl; [lra|]. rewrite IH; lra. Qed.
Lemma dot_lin2 n a b (w w' x : Rn n) : dot (lin2 a b w w') x = a * dot w x + b * dot w' x.
Proof. induction n as [|n IH]; simpl; [lra|]. rewrite IH; lra. Qed.
Lemma dot_zero n (x : Rn n) : dot (cst n 0) x = 0.
Proof. induction n as [|n IH]; simpl; [lra|]. rewrite IH; lra. Qed.

Fixpoint lapp {n k l} : layer n k -> layer n l -> layer n (k + l) :=
  match k with O => fun _ B => B | S k => fun A B => (fst A, lapp (snd A) B) end.
Fixpoint lift_l {n} m {k} : layer n k -> layer (n + m) k :=
  match k with
  | O => fun _ => tt
  | S k => fun A => ((app (fst (fst A)) (cst m 0), snd (fst A)), lift_l m (snd A))
  end.
Fixpoint lift_r n {m k} : layer m k -> layer (n + m) k :=
  match k with
  | O => fun _ => tt
  | S k => fun A => ((app (cst n 0) (fst (fst A)), snd (fst A)), lift_r n (snd A))
  end.
Lemma run_lapp n k l (A : layer n k) (B : layer n l) x : run (lapp A B) x = app (run A x) (run B x).
Proof. induction k as [|k IH]; simpl; auto. rewrite IH; auto. Qed.
Lemma run_lift_l n m k (A : layer n k) (x : Rn n) (y : Rn m) :
  run (lift_l m A) (app x y) = run A x.
Proof.
  induction k as [|k IH]; simpl; auto.
  rewrite IH, dot_app, dot_zero; f_equal; f_equal; lra.
Qed.
Lemma run_lift_r n m k (A : layer m k) (x : Rn n) (y : Rn m) :
  run (lift_r n A) (app x y) = run A y.
Proof.
  induction k as [|k IH]; simpl; auto.
  rewrite IH, dot_app, dot_zero; f_equal; f_equal; lra.
Qed.

(** passing a value z through a layer as relu(z) - relu(-z) (N3) *)
Definition pass {n} (w : Rn n) (c : R) : layer n 2 :=
  ((w, c), ((lin2 (-1) 0 w w, - c), tt)).
Definition unpass : net 2 := Out ((1, (-1, tt)) : Rn 2) 0.
Lemma eval_pass n (w : Rn n) c x : eval unpass (run (pass w c) x) = dot w x + c.
Proof.
  cbn -[relu Rmult Rplus Ropp IZR dot lin2]; rewrite dot_lin2.
  replace (-1 * dot w x + 0 * dot w x + - c) with (- (dot w x + c)) by ring.
  pose proof (N3 (dot w x + c)); cbn -[relu Rmult Rplus Ropp IZR]; lra.
Qed.

(** two networks side by side, of any depths *)
Lemma par n (N : net n) : forall m (N' : net m) a b,
  exists K : net (n + m), forall x y, eval K (app x y) = a * eval N x + b * eval N' y.
Proof.
  induction N as [n w c|n k A N IH].
  - intros m N'; revert n w c.
    induction N' as [m w' c'|m k' A' N' IH]; intros n w c a b.
    + exists (Out (app (lin2 a 0 w w) (lin2 b 0 w' w')) (a * c + b * c')).
      intros x y; simpl; rewrite dot_app, !dot_lin2; ring.
    + destruct (IH 2%nat (1, (-1, tt)) 0 a b) as [K HK].
      exists (Hid (lapp (lift_l m (pass w c)) (lift_r n A')) K); intros x y.
      change (eval (Hid ?A ?K) ?x) with (eval K (run A x)).
      rewrite run_lapp, run_lift_l, run_lift_r, HK.
      fold unpass; rewrite eval_pass; auto.
  - intros m N' a b; destruct N' as [m w' c'|m k' A' N'].
    + destruct (IH 2%nat unpass a b) as [K HK].
      exists (Hid (lapp (lift_l m A) (lift_r n (pass w' c'))) K); intros x y.
      change (eval (Hid ?A ?K) ?x) with (eval K (run A x)).
      rewrite run_lapp, run_lift_l, run_lift_r, HK, eval_pass; auto.
    + destruct (IH k' N' a b) as [K HK].
      exists (Hid (lapp (lift_l m A) (lift_r n A')) K); intros x y.
      change (eval (Hid ?A ?K) ?x) with (eval K (run A x)).
      rewrite run_lapp, run_lift_l, run_lift_r, HK; auto.
Qed.

Lemma net_case n (N : net n) :
  (exists w c, N = Out w c) \/ (exists k (A : layer n k) K, N = Hid A K).
Proof. destruct N; eauto 6. Qed.

(** a linear combination of two networks on the same inputs *)
Lemma net_lin n (N N' : net n) a b :
  exists K : net n, forall x, eval K x = a * eval N x + b * eval N' x.
Proof.
  destruct (net_case n N) as [(w & c & ->)|(k & A & K & ->)];
  destruct (net_case n N') as [(w' & c' & ->)|(k' & A' & K' & ->)].
  - exists (Out (lin2 a b w w') (a * c + b * c')); intros x; simpl; rewrite dot_lin2; ring.
  - destruct (par _ unpass _ K' a b) as [H E]; exists (Hid (lapp (pass w c) A') H); intros x.
    change (eval (Hid ?A ?K) ?x) with (eval K (run A x)).
    rewrite run_lapp, E, eval_pass; auto.
  - destruct (par _ K _ unpass a b) as [H E]; exists (Hid (lapp A (pass w' c')) H); intros x.
    change (eval (Hid ?A ?K) ?x) with (eval K (run A x)).
    rewrite run_lapp, E, eval_pass; auto.
  - destruct (par _ K _ K' a b) as [H E]; exists (Hid (lapp A A') H); intros x.
    change (eval (Hid ?A ?K) ?x) with (eval K (run A x)).
    rewrite run_lapp, E; auto.
Qed.

Lemma net_relu n (N : net n) : exists K : net n, forall x, eval K x = relu (eval N x).
Proof.
  induction N as [n w c|n k A N [K HK]].
  - exists (Hid (((w, c), tt) : layer n 1) (Out ((1, tt) : Rn 1) 0)); intros x; simpl; ring.
  - exists (Hid A K); intros x; simpl; auto.
Qed.

(** every function of RF is computed by a fully connected network ... *)
Theorem RF_net {d} (f : fn d) : RF f -> exists N : net d, forall x, f x = eval N x.
Proof.
  induction 1 as [w c|f _ [N H]|a b f g _ [N H] _ [N' H']|f g _ [N H] E].
  - exists (Out w c); auto.
  - destruct (net_relu _ N) as [K HK]; exists K; intros x; rewrite HK, H; auto.
  - destruct (net_lin _ N N' a b) as [K HK]; exists K; intros x; rewrite HK, H, H'; auto.
  - exists N; intros x; rewrite E; auto.
Qed.

(** ... and back *)
Lemma RF_add d (f g : fn d) : RF f -> RF g -> RF (fun x => f x + g x).
Proof.
  intros F G; apply (RF_ext (fun x => 1 * f x + 1 * g x)); [apply RF_lin; auto|intros; ring].
Qed.
Lemma RF_sub d (f g : fn d) : RF f -> RF g -> RF (fun x => f x - g x).
Proof.
  intros F G; apply (RF_ext (fun x => 1 * f x + (-1) * g x)); [apply RF_lin; auto|intros; ring].
Qed.
Lemma RF_const d c : RF (fun _ : Rn d => c).
Proof. apply (RF_ext (fun x => dot (cst d 0) x + c)); [constructor|intros; rewrite dot_zero; ring]. Qed.
Lemma RF_scale d a (f : fn d) : RF f -> RF (fun x => a * f x).
Proof.
  intros F; apply (RF_ext (fun x => a * f x + 0 * f x)); [apply RF_lin; auto|intros; ring].
Qed.
Lemma RF_max d (f g : fn d) : RF f -> RF g -> RF (fun x => Rmax (f x) (g x)).
Proof.
  intros F G; apply (RF_ext (fun x => f x + relu (g x - f x))).
  - apply RF_add; auto; apply (RF_relu (fun x => g x - f x)), RF_sub; auto.
  - intros; apply N1.
Qed.
Lemma RF_min d (f g : fn d) : RF f -> RF g -> RF (fun x => Rmin (f x) (g x)).
Proof.
  intros F G; apply (RF_ext (fun x => f x - relu (f x - g x))).
  - apply RF_sub; auto; apply (RF_relu (fun x => f x - g x)), RF_sub; auto.
  - intros; apply N2.
Qed.
Lemma RF_abs d (f : fn d) : RF f -> RF (fun x => Rabs (f x)).
Proof.
  intros F; apply (RF_ext (fun x => relu (f x) + relu (-1 * f x))).
  - apply RF_add; [apply (RF_relu f)|apply (RF_relu (fun x => -1 * f x)), RF_scale]; auto.
  - intros x; rewrite N1_abs; do 2 f_equal; ring.
Qed.

Lemma RF_run d n (g : Rn d -> Rn n) k (A : layer n k) :
  (forall w, RF (fun x => dot w (g x))) -> forall w, RF (fun x => dot w (run A (g x))).
Proof.
  intros H; induction k as [|k IH]; intros w; simpl; [apply RF_const|].
  apply RF_add; [|apply IH]; apply RF_scale.
  apply (RF_relu (fun x => dot (fst (fst A)) (g x) + snd (fst A))).
  apply RF_add; auto using RF_const.
Qed.

Lemma RF_eval_gen d n (N : net n) : forall (g : Rn d -> Rn n),
  (forall w, RF (fun x => dot w (g x))) -> RF (fun x => eval N (g x)).
Proof.
  induction N as [n w c|n k A N IH]; intros g H; simpl.
  - apply RF_add; auto using RF_const.
  - apply (IH (fun x => run A (g x))), RF_run, H.
Qed.

Theorem RF_eval d (N : net d) : RF (eval N).
Proof.
  apply (RF_eval_gen d d N (fun x => x)); intros w.
  apply (RF_ext (fun x => dot w x + 0)); [constructor|intros; ring].
Qed.

Corollary NN_RF {d} (f : fn d) : NN f <-> exists g, RF g /\ forall x, cube x -> f x = g x.
Proof.
  split.
  - intros [N H]; exists (eval N); auto using RF_eval.
  - intros (g & G & H); destruct (RF_net g G) as [N HN]; exists N; intros x Hx.
    rewrite H, HN; auto.
Qed.
Lemma RF_NN {d} (f : fn d) : RF f -> NN f.
Proof. intros; apply NN_RF; eauto. Qed.

(** *** the l1 distance to a point is computed by a network *)
Lemma RF_l1_gen d n : forall (g : Rn d -> Rn n) p,
  (forall w, RF (fun x => dot w (g x))) -> RF (fun x => l1 (g x) p).
Proof.
  induction n as [|n IH]; intros g p H; simpl; [apply RF_const|].
  apply RF_add.
  - apply (RF_abs _ (fun x => hd (g x) - hd p)), RF_sub; [|apply RF_const].
    apply (RF_ext (fun x => dot ((1, cst n 0) : Rn (S n)) (g x))); auto.
    intros x; simpl; rewrite dot_zero; ring.
  - apply (IH (fun x => tl (g x))); intros w.
    apply (RF_ext (fun x => dot ((0, w) : Rn (S n)) (g x))); auto.
    intros x; simpl; ring.
Qed.
Lemma RF_l1 d (p : Rn d) : RF (fun x => l1 x p).
Proof.
  apply (RF_l1_gen d d (fun x => x)); intros w.
  apply (RF_ext (fun x => dot w x + 0)); [constructor|intros; ring].
Qed.

(** *** networks are Lipschitz *)
Lemma dot_lip d (w : Rn d) : exists G, 0 <= G /\ forall x y, Rabs (dot w x - dot w y) <= G * l1 x y.
Proof.
  induction d as [|d IH].
  - exists 0; split; [lra|]; intros; simpl; rewrite Rminus_0_r, Rabs_R0; lra.
  - destruct (IH (tl w)) as (G & HG & H).
    exists (Rmax (Rabs (hd w)) G); split; [eapply Rle_trans; [exact HG|apply Rmax_r]|].
    intros x y; simpl.
    replace (hd w * hd x + dot (tl w) (tl x) - (hd w * hd y + dot (tl w) (tl y)))
      with (hd w * (hd x - hd y) + (dot (tl w) (tl x) - dot (tl w) (tl y))) by ring.
    eapply Rle_trans; [apply Rabs_triang|]; rewrite Rabs_mult.
    specialize (H (tl x) (tl y)).
    pose proof (Rmax_l (Rabs (hd w)) G); pose proof (Rmax_r (Rabs (hd w)) G).
    pose proof (Rabs_pos (hd x - hd y)); pose proof (l1_nonneg (tl x) (tl y)). nra.
Qed.

Lemma RF_lip d (f : fn d) : RF f -> exists G, 0 <= G /\ forall x y, Rabs (f x - f y) <= G * l1 x y.
Proof.
  induction 1 as [w c|f _ (G & HG & H)|a b f g _ (G & HG & H) _ (G' & HG' & H')|f g _ (G & HG & H) E].
  - destruct (dot_lip d w) as (G & HG & H); exists G; split; auto; intros x y.
    replace (dot w x + c - (dot w y + c)) with (dot w x - dot w y) by ring; auto.
  - exists G; split; auto; intros x y; eapply Rle_trans; [|apply (H x y)].
    unfold relu, Rmax, Rabs; repeat destruct (Rle_dec _ _); repeat destruct (Rcase_abs _); lra.
  - exists (Rabs a * G + Rabs b * G').
    pose proof (Rabs_pos a); pose proof (Rabs_pos b); split; [nra|]; intros x y.
    replace (a * f x + b * g x - (a * f y + b * g y))
      with (a * (f x - f y) + b * (g x - g y)) by ring.
    eapply Rle_trans; [apply Rabs_triang|]; rewrite !Rabs_mult.
    specialize (H x y); specialize (H' x y). nra.
  - exists G; split; auto; intros; rewrite !E; auto.
Qed.

Lemma l1_cube d (x y : Rn d) : cube x -> cube y -> l1 x y <= INR d.
Proof.
  induction d as [|d IH]; [simpl; lra|]. rewrite S_INR; intros [Hx Hxs] [Hy Hys]; simpl.
  specialize (IH _ _ Hxs Hys). assert (Rabs (hd x - hd y) <= 1) by (apply Rabs_le; lra). lra.
Qed.

Lemma RF_bounded d (f : fn d) : RF f -> exists K, forall x, cube x -> Rabs (f x) <= K.
Proof.
  intros F; destruct (RF_lip d f F) as (G & HG & H).
  exists (Rabs (f (cst d 0)) + G * INR d); intros x Hx.
  replace (f x) with (f (cst d 0) + (f x - f (cst d 0))) by ring.
  eapply Rle_trans; [apply Rabs_triang|].
  specialize (H x (cst d 0)).
  assert (l1 x (cst d 0) <= INR d) by (apply l1_cube; auto; apply cube_cst; lra). nra.
Qed.
