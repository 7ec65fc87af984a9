(** ReLU networks: what they compute is closed under linear combinations, ReLU, max, min and the
    l1 distance to a point (N1-N3), and is Lipschitz. *)
Require Import Reals Lra Psatz.
From Eyewitness Require Import Statements Points Distances.
Open Scope R_scope.

Lemma relu_pos z : 0 <= z -> relu z = z.
Proof. intros; apply Rmax_right; auto. Qed.
Lemma relu_neg z : z <= 0 -> relu z = 0.
Proof. intros; apply Rmax_left; auto. Qed.

Lemma max_as_relu p q : Rmax p q = p + relu (q - p).
Proof. unfold relu, Rmax; repeat destruct (Rle_dec _ _); lra. Qed.
Lemma abs_as_relu p : Rabs p = relu p + relu (- p).
Proof. unfold relu, Rmax, Rabs; destruct (Rcase_abs p); repeat destruct (Rle_dec _ _); lra. Qed.
Lemma min_as_relu p q : Rmin p q = p - relu (p - q).
Proof. unfold relu, Rmax, Rmin; repeat destruct (Rle_dec _ _); lra. Qed.
Lemma relu_difference z : relu z - relu (- z) = z.
Proof. unfold relu, Rmax; repeat destruct (Rle_dec _ _); lra. Qed.

(** ** The same functions, described by what they are closed under *)
Inductive relu_fn {d} : fn d -> Prop :=
| relu_fn_aff w c : relu_fn (fun x => dot w x + c)
| relu_fn_relu f : relu_fn f -> relu_fn (fun x => relu (f x))
| relu_fn_lin a b f g : relu_fn f -> relu_fn g -> relu_fn (fun x => a * f x + b * g x)
| relu_fn_ext f g : relu_fn f -> (forall x, g x = f x) -> relu_fn g.

(** *** Blocks of weights *)
Fixpoint app {n m} : point n -> point m -> point (n + m) :=
  match n with O => fun _ y => y | S n => fun x y => (hd x, app (tl x) y) end.
Fixpoint lin2 {n} (a b : R) : point n -> point n -> point n :=
  match n with
  | O => fun _ _ => tt
  | S n => fun x y => (a * hd x + b * hd y, lin2 a b (tl x) (tl y))
  end.
Lemma dot_app n m (w x : point n) (w' x' : point m) :
  dot (app w w') (app x x') = dot w x + dot w' x'.
Proof. induction n as [|n IH]; simpl; [lra|]. rewrite IH; lra. Qed.
Lemma dot_lin2 n a b (w w' x : point n) : dot (lin2 a b w w') x = a * dot w x + b * dot w' x.
Proof. induction n as [|n IH]; simpl; [lra|]. rewrite IH; lra. Qed.
Lemma dot_zero n (x : point n) : dot (diag n 0) x = 0.
Proof. induction n as [|n IH]; simpl; [lra|]. rewrite IH; lra. Qed.

Fixpoint lapp {n k l} : layer n k -> layer n l -> layer n (k + l) :=
  match k with O => fun _ B => B | S k => fun A B => (fst A, lapp (snd A) B) end.
Fixpoint lift_l {n} m {k} : layer n k -> layer (n + m) k :=
  match k with
  | O => fun _ => tt
  | S k => fun A => ((app (fst (fst A)) (diag m 0), snd (fst A)), lift_l m (snd A))
  end.
Fixpoint lift_r n {m k} : layer m k -> layer (n + m) k :=
  match k with
  | O => fun _ => tt
  | S k => fun A => ((app (diag n 0) (fst (fst A)), snd (fst A)), lift_r n (snd A))
  end.
Lemma run_lapp n k l (A : layer n k) (B : layer n l) x : run (lapp A B) x = app (run A x) (run B x).
Proof. induction k as [|k IH]; simpl; auto. rewrite IH; auto. Qed.
Lemma run_lift_l n m k (A : layer n k) (x : point n) (y : point m) :
  run (lift_l m A) (app x y) = run A x.
Proof.
  induction k as [|k IH]; simpl; auto.
  rewrite IH, dot_app, dot_zero; f_equal; f_equal; lra.
Qed.
Lemma run_lift_r n m k (A : layer m k) (x : point n) (y : point m) :
  run (lift_r n A) (app x y) = run A y.
Proof.
  induction k as [|k IH]; simpl; auto.
  rewrite IH, dot_app, dot_zero; f_equal; f_equal; lra.
Qed.

(** passing a value z through a layer as relu(z) - relu(-z) (N3) *)
Definition pass {n} (w : point n) (c : R) : layer n 2 :=
  ((w, c), ((lin2 (-1) 0 w w, - c), tt)).
Definition unpass : net 2 := Output ((1, (-1, tt)) : point 2) 0.
Lemma eval_pass n (w : point n) c x : eval unpass (run (pass w c) x) = dot w x + c.
Proof.
  cbn -[relu Rmult Rplus Ropp IZR dot lin2]; rewrite dot_lin2.
  replace (-1 * dot w x + 0 * dot w x + - c) with (- (dot w x + c)) by ring.
  pose proof (relu_difference (dot w x + c)); cbn -[relu Rmult Rplus Ropp IZR]; lra.
Qed.

(** two networks side by side, of any depths *)
Lemma par n (N : net n) : forall m (N' : net m) a b,
  exists K : net (n + m), forall x y, eval K (app x y) = a * eval N x + b * eval N' y.
Proof.
  induction N as [n w c|n k A N IH].
  - intros m N'; revert n w c.
    induction N' as [m w' c'|m k' A' N' IH]; intros n w c a b.
    + exists (Output (app (lin2 a 0 w w) (lin2 b 0 w' w')) (a * c + b * c')).
      intros x y; simpl; rewrite dot_app, !dot_lin2; ring.
    + destruct (IH 2%nat (1, (-1, tt)) 0 a b) as [K HK].
      exists (Hidden (lapp (lift_l m (pass w c)) (lift_r n A')) K); intros x y.
      change (eval (Hidden ?A ?K) ?x) with (eval K (run A x)).
      rewrite run_lapp, run_lift_l, run_lift_r, HK.
      fold unpass; rewrite eval_pass; auto.
  - intros m N' a b; destruct N' as [m w' c'|m k' A' N'].
    + destruct (IH 2%nat unpass a b) as [K HK].
      exists (Hidden (lapp (lift_l m A) (lift_r n (pass w' c'))) K); intros x y.
      change (eval (Hidden ?A ?K) ?x) with (eval K (run A x)).
      rewrite run_lapp, run_lift_l, run_lift_r, HK, eval_pass; auto.
    + destruct (IH k' N' a b) as [K HK].
      exists (Hidden (lapp (lift_l m A) (lift_r n A')) K); intros x y.
      change (eval (Hidden ?A ?K) ?x) with (eval K (run A x)).
      rewrite run_lapp, run_lift_l, run_lift_r, HK; auto.
Qed.

Lemma net_case n (N : net n) :
  (exists w c, N = Output w c) \/ (exists k (A : layer n k) K, N = Hidden A K).
Proof. destruct N; eauto 6. Qed.

(** a linear combination of two networks on the same inputs *)
Lemma net_lin n (N N' : net n) a b :
  exists K : net n, forall x, eval K x = a * eval N x + b * eval N' x.
Proof.
  destruct (net_case n N) as [(w & c & ->)|(k & A & K & ->)];
  destruct (net_case n N') as [(w' & c' & ->)|(k' & A' & K' & ->)].
  - exists (Output (lin2 a b w w') (a * c + b * c')); intros x; simpl; rewrite dot_lin2; ring.
  - destruct (par _ unpass _ K' a b) as [H E]; exists (Hidden (lapp (pass w c) A') H); intros x.
    change (eval (Hidden ?A ?K) ?x) with (eval K (run A x)).
    rewrite run_lapp, E, eval_pass; auto.
  - destruct (par _ K _ unpass a b) as [H E]; exists (Hidden (lapp A (pass w' c')) H); intros x.
    change (eval (Hidden ?A ?K) ?x) with (eval K (run A x)).
    rewrite run_lapp, E, eval_pass; auto.
  - destruct (par _ K _ K' a b) as [H E]; exists (Hidden (lapp A A') H); intros x.
    change (eval (Hidden ?A ?K) ?x) with (eval K (run A x)).
    rewrite run_lapp, E; auto.
Qed.

Lemma net_relu n (N : net n) : exists K : net n, forall x, eval K x = relu (eval N x).
Proof.
  induction N as [n w c|n k A N [K HK]].
  - exists (Hidden (((w, c), tt) : layer n 1) (Output ((1, tt) : point 1) 0)); intros x; simpl; ring.
  - exists (Hidden A K); intros x; simpl; auto.
Qed.

(** every function of relu_fn is computed by a fully connected network ... *)
Theorem relu_fn_net {d} (f : fn d) : relu_fn f -> exists N : net d, forall x, f x = eval N x.
Proof.
  induction 1 as [w c|f _ [N H]|a b f g _ [N H] _ [N' H']|f g _ [N H] E].
  - exists (Output w c); auto.
  - destruct (net_relu _ N) as [K HK]; exists K; intros x; rewrite HK, H; auto.
  - destruct (net_lin _ N N' a b) as [K HK]; exists K; intros x; rewrite HK, H, H'; auto.
  - exists N; intros x; rewrite E; auto.
Qed.

(** ... and back *)
Lemma relu_fn_add d (f g : fn d) : relu_fn f -> relu_fn g -> relu_fn (fun x => f x + g x).
Proof.
  intros F G; apply (relu_fn_ext (fun x => 1 * f x + 1 * g x)); [apply relu_fn_lin; auto|intros; ring].
Qed.
Lemma relu_fn_sub d (f g : fn d) : relu_fn f -> relu_fn g -> relu_fn (fun x => f x - g x).
Proof.
  intros F G; apply (relu_fn_ext (fun x => 1 * f x + (-1) * g x)); [apply relu_fn_lin; auto|intros; ring].
Qed.
Lemma relu_fn_const d c : relu_fn (fun _ : point d => c).
Proof. apply (relu_fn_ext (fun x => dot (diag d 0) x + c)); [constructor|intros; rewrite dot_zero; ring]. Qed.
Lemma relu_fn_scale d a (f : fn d) : relu_fn f -> relu_fn (fun x => a * f x).
Proof.
  intros F; apply (relu_fn_ext (fun x => a * f x + 0 * f x)); [apply relu_fn_lin; auto|intros; ring].
Qed.
Lemma relu_fn_max d (f g : fn d) : relu_fn f -> relu_fn g -> relu_fn (fun x => Rmax (f x) (g x)).
Proof.
  intros F G; apply (relu_fn_ext (fun x => f x + relu (g x - f x))).
  - apply relu_fn_add; auto; apply (relu_fn_relu (fun x => g x - f x)), relu_fn_sub; auto.
  - intros; apply max_as_relu.
Qed.
Lemma relu_fn_min d (f g : fn d) : relu_fn f -> relu_fn g -> relu_fn (fun x => Rmin (f x) (g x)).
Proof.
  intros F G; apply (relu_fn_ext (fun x => f x - relu (f x - g x))).
  - apply relu_fn_sub; auto; apply (relu_fn_relu (fun x => f x - g x)), relu_fn_sub; auto.
  - intros; apply min_as_relu.
Qed.
Lemma relu_fn_abs d (f : fn d) : relu_fn f -> relu_fn (fun x => Rabs (f x)).
Proof.
  intros F; apply (relu_fn_ext (fun x => relu (f x) + relu (-1 * f x))).
  - apply relu_fn_add; [apply (relu_fn_relu f)|apply (relu_fn_relu (fun x => -1 * f x)), relu_fn_scale]; auto.
  - intros x; rewrite abs_as_relu; do 2 f_equal; ring.
Qed.

Lemma relu_fn_run d n (g : point d -> point n) k (A : layer n k) :
  (forall w, relu_fn (fun x => dot w (g x))) -> forall w, relu_fn (fun x => dot w (run A (g x))).
Proof.
  intros H; induction k as [|k IH]; intros w; simpl; [apply relu_fn_const|].
  apply relu_fn_add; [|apply IH]; apply relu_fn_scale.
  apply (relu_fn_relu (fun x => dot (fst (fst A)) (g x) + snd (fst A))).
  apply relu_fn_add; auto using relu_fn_const.
Qed.

Lemma relu_fn_eval_gen d n (N : net n) : forall (g : point d -> point n),
  (forall w, relu_fn (fun x => dot w (g x))) -> relu_fn (fun x => eval N (g x)).
Proof.
  induction N as [n w c|n k A N IH]; intros g H; simpl.
  - apply relu_fn_add; auto using relu_fn_const.
  - apply (IH (fun x => run A (g x))), relu_fn_run, H.
Qed.

Theorem relu_fn_eval d (N : net d) : relu_fn (eval N).
Proof.
  apply (relu_fn_eval_gen d d N (fun x => x)); intros w.
  apply (relu_fn_ext (fun x => dot w x + 0)); [constructor|intros; ring].
Qed.

Corollary network_relu_fn {d} (f : fn d) : network f <-> exists g, relu_fn g /\ forall x, cube x -> f x = g x.
Proof.
  split.
  - intros [N H]; exists (eval N); auto using relu_fn_eval.
  - intros (g & G & H); destruct (relu_fn_net g G) as [N HN]; exists N; intros x Hx.
    rewrite H, HN; auto.
Qed.
Lemma relu_fn_network {d} (f : fn d) : relu_fn f -> network f.
Proof. intros; apply network_relu_fn; eauto. Qed.

(** *** the l1 distance to a point is computed by a network *)
Lemma relu_fn_l1_gen d n : forall (g : point d -> point n) p,
  (forall w, relu_fn (fun x => dot w (g x))) -> relu_fn (fun x => l1 (g x) p).
Proof.
  induction n as [|n IH]; intros g p H; simpl; [apply relu_fn_const|].
  apply relu_fn_add.
  - apply (relu_fn_abs _ (fun x => hd (g x) - hd p)), relu_fn_sub; [|apply relu_fn_const].
    apply (relu_fn_ext (fun x => dot ((1, diag n 0) : point (S n)) (g x))); auto.
    intros x; simpl; rewrite dot_zero; ring.
  - apply (IH (fun x => tl (g x))); intros w.
    apply (relu_fn_ext (fun x => dot ((0, w) : point (S n)) (g x))); auto.
    intros x; simpl; ring.
Qed.
Lemma relu_fn_l1 d (p : point d) : relu_fn (fun x => l1 x p).
Proof.
  apply (relu_fn_l1_gen d d (fun x => x)); intros w.
  apply (relu_fn_ext (fun x => dot w x + 0)); [constructor|intros; ring].
Qed.

(** *** networks are Lipschitz *)
Lemma dot_lip d (w : point d) : exists G, 0 <= G /\ forall x y, Rabs (dot w x - dot w y) <= G * l1 x y.
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

Lemma relu_fn_lip d (f : fn d) : relu_fn f -> exists G, 0 <= G /\ forall x y, Rabs (f x - f y) <= G * l1 x y.
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
